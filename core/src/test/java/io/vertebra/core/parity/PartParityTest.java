package io.vertebra.core.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.WiringException;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputRule;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.model.Attention;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.InsertionPoint;
import io.vertebra.api.model.Neck;
import io.vertebra.api.model.Position;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.ConvSpec;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.options.Range;
import io.vertebra.api.plugin.BuildContext;
import io.vertebra.core.assembly.Assembler;
import io.vertebra.core.assembly.ModelLoader;
import io.vertebra.core.catalog.Catalog;
import io.vertebra.core.catalog.Entry;
import io.vertebra.core.catalog.Registry;
import io.vertebra.core.recipe.PartReader;
import io.vertebra.core.recipe.RecipeReader;
import io.vertebra.core.weights.WeightsOpener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Parts by themselves. Each is one 1x1 convolution whose weights are all 2, on inputs that are all 3: one channel in gives 6. */
final class PartParityTest {
    record Options(@Range(min = 1, max = 8) int times) {}

    /** Every level that goes in, under another name. */
    private static final class Doubling extends Network {
        private final Map<String, String> names;
        private final Conv conv;
        private final int times;

        Doubling(Map<String, String> names, int channels, int times) {
            this.names = names;
            this.times = times;
            conv = conv("conv", ConvSpec.conv(channels, channels).bias(false));
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            Map<String, NDArray> outputs = new LinkedHashMap<>();
            names.forEach((in, out) -> outputs.put(
                    out, pass.probe("seen", conv.run(pass, inputs.get(in))).mul(times)));
            return new NamedArrays(outputs);
        }
    }

    private static final class Pupil implements Backbone<Options> {
        @Override
        public Card card() {
            return Card.of("pupil", "A backbone");
        }

        @Override
        public Options defaults() {
            return new Options(1);
        }

        @Override
        public InputSpec inputs(Options options) {
            return InputSpec.image(1, InputRule.atLeast(1));
        }

        @Override
        public FeatureSpec features(Options options) {
            return FeatureSpec.of(FeatureLevel.map("c1", 1, 1));
        }

        @Override
        public Network build(Options options, BuildContext context) {
            return new Doubling(Map.of("image", "c1"), 1, options.times());
        }
    }

    private static final class Collar implements Neck<Options> {
        @Override
        public Card card() {
            return Card.of("collar", "A neck");
        }

        @Override
        public Options defaults() {
            return new Options(1);
        }

        @Override
        public FeatureSpec features(Options options, FeatureSpec in) {
            FeatureLevel c3 = in.require("c3", FeatureKind.MAP, "collar");
            if (c3.stride() != 8) {
                throw new WiringException("collar needs c3 with its stride", "stride " + c3.stride(), "8");
            }
            return FeatureSpec.of(FeatureLevel.map("p3", c3.channels(), c3.stride()));
        }

        @Override
        public Network build(Options options, FeatureSpec in, BuildContext context) {
            FeatureLevel c3 = in.require("c3", FeatureKind.MAP, "collar");
            assertThat(context.inputSize().width()).isEqualTo(c3.size().width() * 8);
            return new Doubling(Map.of("c3", "p3"), c3.channels(), options.times());
        }
    }

    private static final class Glance implements Attention<Options> {
        @Override
        public Card card() {
            return Card.of("glance", "An attention");
        }

        @Override
        public Options defaults() {
            return new Options(1);
        }

        @Override
        public Set<Position> positions(Options options) {
            return Set.of(Position.IN_BRANCH);
        }

        @Override
        public Position defaultPosition(Options options) {
            return Position.IN_BRANCH;
        }

        @Override
        public Network build(Options options, InsertionPoint at, BuildContext context) {
            return new Doubling(Map.of("input", "output"), at.in(), options.times());
        }
    }

    private static final String FORM = """
            {"format": "vertebra-parity/1", "id": "part", "dialect": "definition", "seed": 0, "parameters": %d,
             "model": %s,
             "input": {"offset": 3, "scale": 0},
             "state": [["%s", [%d, %d, 1, 1], 2, 0]],
             "cases": [{"inputs": [{"name": "%s", "shape": [1, %d, 2, 3], "kind": "uniform"}],
                        "outputs": {"%s": {"shape": [1, %d, 2, 3], "mean": %d, "absmax": %d, "float32Deviation": 0,
                                           "samples": [[0, %d]]}}}]}
            """;

    private static ParityReport run(String model, String key, String input, int channels, String output, int value) {
        String text = FORM.formatted(
                channels * channels,
                model,
                key,
                channels,
                channels,
                input,
                channels,
                output,
                channels,
                value,
                value,
                value);
        Catalog catalog = new Catalog(
                Registry.of(Map.of("pupil", new Entry<>("pupil", new Pupil(), "pupil", "acme"))),
                Registry.of(Map.of("collar", new Entry<>("collar", new Collar(), "collar", "acme"))),
                Registry.of(Map.of()),
                Registry.of(Map.of("glance", new Entry<>("glance", new Glance(), "glance", "acme"))),
                Registry.of(Map.of()),
                Registry.of(Map.of()),
                Registry.of(Map.of()),
                Registry.of(Map.of()));
        Subjects subjects = new Subjects(
                catalog,
                new RecipeReader(catalog),
                new PartReader(catalog),
                new Assembler(),
                new ModelLoader(WeightsOpener.system()));
        return new ParityRunner(subjects).run(FixtureReader.read("part.json", text));
    }

    private static final String NECK =
            "{\"part\": \"neck\", \"type\": \"collar\", \"in\": {\"c3\": 2}, \"options\": {}}";
    private static final String BACKBONE = "{\"part\": \"backbone\", \"type\": \"pupil\", \"options\": {\"times\": 2}}";
    private static final String ATTENTION =
            "{\"part\": \"attention\", \"type\": \"glance\", \"channels\": 1, \"options\": {\"times\": 3}}";

    @Test
    void aNeckGetsLevelsWithTheStridesOfTheirNames() {
        ParityReport report = run(NECK, "conv.weight", "c3", 2, "p3", 12);
        assertThat(report.passed()).isTrue();
        assertThat(report.parameters()).isEqualTo(4);
        assertThat(run(NECK, "conv.weight", "c3", 2, "p3", 11).passed()).isFalse();
    }

    @Test
    void keysMayStandBelowTheNameOfThePart() {
        assertThat(run(NECK, "collar.conv.weight", "c3", 2, "p3", 12).passed()).isTrue();
        assertThatThrownBy(() -> run(NECK, "other.conv.weight", "c3", 2, "p3", 12))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("[W-101]");
    }

    @Test
    void aBackboneGivesItsLevelsAndItsLastOneAsOutput() {
        assertThat(run(BACKBONE, "conv.weight", "x", 1, "output", 12).passed()).isTrue();
        assertThat(run(BACKBONE, "conv.weight", "image", 1, "feature.c1", 12).passed())
                .isTrue();
        assertThat(run(BACKBONE, "conv.weight", "image", 1, "seen", 6).passed()).isTrue();
    }

    @Test
    void anAttentionStandsBehindSoManyChannels() {
        assertThat(run(ATTENTION, "conv.weight", "x", 1, "output", 18).passed()).isTrue();
    }

    @Test
    void whatDoesNotFitIsToldWithItsPlace() {
        refused(NECK.replace("collar", "colar"), "p3", """
                part.json: model.type: no plugin provides this neck [R-106]
                    received: colar
                    fix: did you mean collar?""");
        refused(NECK.replace("{}", "{\"times\": 9}"), "p3", """
                part.json: model.times: times takes a whole number from 1 to 8 [R-105]
                    received: 9
                    fix: times: 8""");
        refused(NECK.replace("c3", "c4"), "p3", """
                part.json: the fixture names other inputs than what it builds has [M-003]
                    received: c3
                    fix: c4""");
        refused(NECK, "p9", """
                part.json: the fixture names an output that the model has not [M-003]
                    received: p9
                    fix: one of [p3], or feature.<level>""");
    }

    private static void refused(String model, String output, String message) {
        assertThatThrownBy(() -> run(model, "conv.weight", "c3", 2, output, 12))
                .isInstanceOf(LoadException.class)
                .hasMessage(message);
    }
}
