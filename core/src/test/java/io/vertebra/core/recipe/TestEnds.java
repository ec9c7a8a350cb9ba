package io.vertebra.core.recipe;

import io.vertebra.api.error.WiringException;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.model.Canvas;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.DecodeContext;
import io.vertebra.api.model.Head;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.OutputSpec;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.api.model.Task;
import io.vertebra.api.nn.Network;
import io.vertebra.api.options.NoOptions;
import io.vertebra.api.options.Range;
import io.vertebra.api.plugin.BuildContext;
import io.vertebra.api.result.Classes;
import java.util.List;
import java.util.Set;

/** Heads and tasks that can be described, not built or run. */
final class TestEnds {
    private TestEnds() {}

    record HeadOptions(
            @Range(min = 2, max = 5000) int classes,
            @Range(min = 0, max = 1) float scoreThreshold) {}

    private abstract static class FakeHead<O extends Record> implements Head<O> {
        @Override
        public Network build(O options, FeatureSpec in, BuildContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Predictions> decode(O options, RawOutputs raw, DecodeContext context) {
            throw new UnsupportedOperationException();
        }
    }

    /** A classifier. */
    static final class Flat extends FakeHead<HeadOptions> {
        @Override
        public Card card() {
            return Card.of("flat", "Flat");
        }

        @Override
        public HeadOptions defaults() {
            return new HeadOptions(1000, 0.5f);
        }

        @Override
        public OutputSpec outputs(HeadOptions options, FeatureSpec in) {
            return OutputSpec.single("(N, K)");
        }

        @Override
        public Set<PredictionKind> produces(HeadOptions options) {
            return Set.of(PredictionKind.CLASSES);
        }

        @Override
        public int classes(HeadOptions options) {
            return options.classes();
        }
    }

    /** A detector on p3 whose first class is the background. */
    static final class Anchors extends FakeHead<HeadOptions> {
        @Override
        public Card card() {
            return Card.of("anchors", "Anchors").background(Card.Background.FIRST);
        }

        @Override
        public HeadOptions defaults() {
            return new HeadOptions(91, 0.5f);
        }

        @Override
        public OutputSpec outputs(HeadOptions options, FeatureSpec in) {
            FeatureLevel p3 = in.require("p3", FeatureKind.MAP, "anchors");
            if (p3.channels() % 8 != 0) {
                throw new WiringException(
                        "anchors needs p3 with a multiple of 8 channels", p3.channels() + " channels", "8");
            }
            return OutputSpec.single("(N, A K, H, W)");
        }

        @Override
        public Set<PredictionKind> produces(HeadOptions options) {
            return Set.of(PredictionKind.BOXES);
        }

        @Override
        public int classes(HeadOptions options) {
            return options.classes();
        }
    }

    /** Has no classes, and a defect. */
    static final class Bare extends FakeHead<NoOptions> {
        @Override
        public Card card() {
            return Card.of("bare", "Bare");
        }

        @Override
        public NoOptions defaults() {
            return new NoOptions();
        }

        @Override
        public OutputSpec outputs(NoOptions options, FeatureSpec in) {
            throw new ArrayIndexOutOfBoundsException("Index 3 out of bounds for length 3");
        }

        @Override
        public Set<PredictionKind> produces(NoOptions options) {
            return Set.of(PredictionKind.EMBEDDING);
        }
    }

    record TaskOptions(@Range(min = 1, max = 100) int limit) {}

    private abstract static class FakeTask implements Task<TaskOptions, Classes> {
        @Override
        public TaskOptions defaults() {
            return new TaskOptions(5);
        }

        @Override
        public Class<Classes> resultType() {
            return Classes.class;
        }

        @Override
        public Preprocessing defaultPreprocessing() {
            return Preprocessing.imagenet();
        }

        @Override
        public Classes postprocess(TaskOptions o, Predictions predictions, ImageTransform transform, Labels labels) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void draw(Classes result, Canvas canvas) {
            throw new UnsupportedOperationException();
        }
    }

    static final class Classification extends FakeTask {
        @Override
        public Card card() {
            return Card.of("classification", "Classification");
        }

        @Override
        public Set<PredictionKind> accepts() {
            return Set.of(PredictionKind.CLASSES);
        }
    }

    static final class Detection extends FakeTask {
        @Override
        public Card card() {
            return Card.of("detection", "Detection");
        }

        @Override
        public Set<PredictionKind> accepts() {
            return Set.of(PredictionKind.BOXES);
        }
    }
}
