package io.vertebra.core.recipe;

import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputRule;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.ClassifierChoice;
import io.vertebra.api.model.Neck;
import io.vertebra.api.nn.Network;
import io.vertebra.api.options.NoOptions;
import io.vertebra.api.options.Range;
import io.vertebra.api.plugin.BuildContext;
import java.util.List;
import java.util.Map;

/** Backbones and necks that can be described, not built. */
final class TestParts {
    private TestParts() {}

    enum Activation {
        RELU,
        LEAKY_RELU
    }

    record GridOptions(
            @Range(min = 1, max = 1024) int channels,
            Activation activation,
            List<Integer> blocks,
            @Range(min = 0, max = 1) float dropRate,
            boolean frozen,
            String note) {
        GridOptions {
            if (frozen && dropRate > 0) {
                throw new IllegalArgumentException("a frozen grid drops nothing");
            }
        }
    }

    record NeckOptions(List<String> levels, @Range(min = 8) int channels) {}

    /** Levels c3, c4, c5 of a picture whose sides are multiples of 32. */
    static final class Grid implements Backbone<GridOptions> {
        @Override
        public Card card() {
            return Card.of("grid", "Grid");
        }

        @Override
        public GridOptions defaults() {
            return new GridOptions(64, Activation.RELU, List.of(2, 2), 0.5f, false, "none");
        }

        @Override
        public Map<String, GridOptions> variants() {
            return Map.of("grid-wide", new GridOptions(128, Activation.RELU, List.of(2, 2), 0f, false, "none"));
        }

        @Override
        public InputSpec inputs(GridOptions options) {
            return InputSpec.image(3, new InputRule(32, 32, 0, null));
        }

        @Override
        public FeatureSpec features(GridOptions options) {
            int c = options.channels();
            return FeatureSpec.of(
                    FeatureLevel.map("c3", c, 8), FeatureLevel.map("c4", 2 * c, 16), FeatureLevel.map("c5", 4 * c, 32));
        }

        @Override
        public ClassifierChoice classifier(GridOptions options) {
            return new ClassifierChoice("flat", Map.of("classes", 10, "score-threshold", 0.25f), Map.of());
        }

        @Override
        public Network build(GridOptions options, BuildContext context) {
            throw new UnsupportedOperationException();
        }
    }

    /** Takes one channel. */
    static final class Gray implements Backbone<NoOptions> {
        @Override
        public Card card() {
            return Card.of("gray", "Gray");
        }

        @Override
        public NoOptions defaults() {
            return new NoOptions();
        }

        @Override
        public InputSpec inputs(NoOptions options) {
            return InputSpec.image(1, InputRule.atLeast(1));
        }

        @Override
        public FeatureSpec features(NoOptions options) {
            return FeatureSpec.of(FeatureLevel.map("c5", 8, 32));
        }

        @Override
        public Network build(NoOptions options, BuildContext context) {
            throw new UnsupportedOperationException();
        }
    }

    /** Has a defect. */
    static final class Broken implements Backbone<NoOptions> {
        @Override
        public Card card() {
            return Card.of("broken", "Broken");
        }

        @Override
        public NoOptions defaults() {
            return new NoOptions();
        }

        @Override
        public FeatureSpec features(NoOptions options) {
            return FeatureSpec.of(FeatureLevel.map("c5", 0, 32));
        }

        @Override
        public Network build(NoOptions options, BuildContext context) {
            throw new UnsupportedOperationException();
        }
    }

    record Unstatable(Object thing) {}

    /** Has an option that no recipe can state. */
    static final class Odd implements Backbone<Unstatable> {
        @Override
        public Card card() {
            return Card.of("odd", "Odd");
        }

        @Override
        public Unstatable defaults() {
            return new Unstatable("x");
        }

        @Override
        public FeatureSpec features(Unstatable options) {
            return FeatureSpec.of(FeatureLevel.map("c5", 8, 32));
        }

        @Override
        public Network build(Unstatable options, BuildContext context) {
            throw new UnsupportedOperationException();
        }
    }

    /** Turns the levels that it names into p levels. */
    static final class Pyramid implements Neck<NeckOptions> {
        @Override
        public Card card() {
            return Card.of("pyramid", "Pyramid");
        }

        @Override
        public NeckOptions defaults() {
            return new NeckOptions(List.of("c3", "c4", "c5"), 256);
        }

        @Override
        public FeatureSpec features(NeckOptions options, FeatureSpec in) {
            return new FeatureSpec(options.levels().stream()
                    .map(name -> in.require(name, FeatureKind.MAP, "pyramid"))
                    .map(level -> FeatureLevel.map("p" + level.name().substring(1), options.channels(), level.stride()))
                    .toList());
        }

        @Override
        public Network build(NeckOptions options, FeatureSpec in, BuildContext context) {
            throw new UnsupportedOperationException();
        }
    }

    /** Was compiled against another API. */
    static final class Foreign implements Neck<NoOptions> {
        @Override
        public Card card() {
            return Card.of("foreign", "Foreign");
        }

        @Override
        public NoOptions defaults() {
            return new NoOptions();
        }

        @Override
        public FeatureSpec features(NoOptions options, FeatureSpec in) {
            throw new NoSuchMethodError("FeatureSpec.first()");
        }

        @Override
        public Network build(NoOptions options, FeatureSpec in, BuildContext context) {
            throw new UnsupportedOperationException();
        }
    }
}
