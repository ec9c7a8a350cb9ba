package io.vertebra.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Canvas;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.DecodeContext;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.Head;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.Neck;
import io.vertebra.api.model.OutputSpec;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.api.model.Task;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.ConvSpec;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.options.NoOptions;
import io.vertebra.api.plugin.BuildContext;
import io.vertebra.api.result.Classes;
import io.vertebra.core.assembly.Assembler;
import io.vertebra.core.assembly.Blueprint;
import io.vertebra.core.recipe.BackbonePart;
import io.vertebra.core.recipe.HeadPart;
import io.vertebra.core.recipe.NeckPart;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.recipe.TaskPart;
import io.vertebra.core.recipe.WeightsChoice;
import io.vertebra.core.weights.InitialValues;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What only training uses is neither run nor copied; what parts behind the backbone see. */
final class TrainingOutputsTest {
    private static final NoOptions NONE = new NoOptions();
    private static final ImageSize SIZE = new ImageSize(6, 4);

    /** By part: the names of what it saw, at each run. */
    private final List<String> seen = new ArrayList<>();

    private int auxiliaryRuns;

    /** A network that is one convolution and what the test does with it. */
    private static final class Step extends Network {
        private final Conv conv;
        private final BiFunction<Conv, NamedArrays, Map<String, NDArray>> body;
        private final List<Pass> passes;

        Step(int in, int out, List<Pass> passes, BiFunction<Conv, NamedArrays, Map<String, NDArray>> body) {
            conv = conv("conv", ConvSpec.conv(in, out));
            this.body = body;
            this.passes = passes;
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            passes.add(0, pass);
            return new NamedArrays(body.apply(conv, inputs));
        }
    }

    private Step step(String part, int in, int out, String from, String to) {
        List<Pass> passes = new ArrayList<>();
        return new Step(in, out, passes, (conv, inputs) -> {
            seen.add(part + " " + inputs.arrays().keySet());
            return Map.of(to, conv.run(passes.get(0), inputs.get(from)));
        });
    }

    private Recipe recipe() {
        return new Recipe(
                "m",
                "m.yaml",
                "",
                new TaskPart<>("t", new NoTask(), NONE),
                new BackbonePart<>("b", new OneLevel(), NONE),
                List.of(new NeckPart<>("n", new OneMore(), NONE)),
                new HeadPart<>("h", new Auxiliary(), NONE),
                new Preprocessing(
                        SIZE,
                        Preprocessing.Fit.STRETCH,
                        Preprocessing.Details.NONE,
                        Preprocessing.Kernel.PIL_BILINEAR,
                        Preprocessing.Channels.RGB,
                        List.of(0f, 0f, 0f),
                        List.of(1f, 1f, 1f)),
                new Labels(List.of("a", "b")),
                new WeightsChoice.Random(0),
                List.of(),
                "cpu",
                "eager");
    }

    private final class OneLevel implements Backbone<NoOptions> {
        @Override
        public Card card() {
            return Card.of("b", "b");
        }

        @Override
        public NoOptions defaults() {
            return NONE;
        }

        @Override
        public FeatureSpec features(NoOptions options) {
            return FeatureSpec.of(FeatureLevel.map("c1", 2, 1));
        }

        @Override
        public Network build(NoOptions options, BuildContext context) {
            return step("backbone", 3, 2, "image", "c1");
        }
    }

    private final class OneMore implements Neck<NoOptions> {
        @Override
        public Card card() {
            return Card.of("n", "n");
        }

        @Override
        public NoOptions defaults() {
            return NONE;
        }

        @Override
        public FeatureSpec features(NoOptions options, FeatureSpec in) {
            return FeatureSpec.of(FeatureLevel.map("p1", 2, 1));
        }

        @Override
        public Network build(NoOptions options, FeatureSpec in, BuildContext context) {
            return step("neck", 2, 2, "c1", "p1");
        }
    }

    private final class Auxiliary implements Head<NoOptions> {
        @Override
        public Card card() {
            return Card.of("h", "h");
        }

        @Override
        public NoOptions defaults() {
            return NONE;
        }

        @Override
        public OutputSpec outputs(NoOptions options, FeatureSpec in) {
            return new OutputSpec(List.of(
                    new OutputSpec.Output("output", "(N, K, H, W)", false),
                    new OutputSpec.Output("aux", "(N, K, H, W)", true)));
        }

        @Override
        public Set<PredictionKind> produces(NoOptions options) {
            return Set.of(PredictionKind.MAPS);
        }

        @Override
        public Network build(NoOptions options, FeatureSpec in, BuildContext context) {
            List<Pass> passes = new ArrayList<>();
            return new Step(2, 2, passes, (conv, inputs) -> {
                seen.add("head " + inputs.arrays().keySet());
                Pass pass = passes.get(0);
                Map<String, NDArray> outputs = new LinkedHashMap<>();
                outputs.put("output", conv.run(pass, inputs.get("p1")));
                if (pass.wants("aux")) {
                    auxiliaryRuns++;
                    outputs.put("aux", conv.run(pass, inputs.get("p1")).mul(2));
                }
                return outputs;
            });
        }

        @Override
        public List<Predictions> decode(NoOptions options, RawOutputs raw, DecodeContext context) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class NoTask implements Task<NoOptions, Classes> {
        @Override
        public Card card() {
            return Card.of("t", "t");
        }

        @Override
        public NoOptions defaults() {
            return NONE;
        }

        @Override
        public Set<PredictionKind> accepts() {
            return Set.of(PredictionKind.MAPS);
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
        public Classes postprocess(NoOptions o, Predictions predictions, ImageTransform transform, Labels labels) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void draw(Classes result, Canvas canvas) {
            throw new UnsupportedOperationException();
        }
    }

    private static Map<String, RawOutputs.Value> image() {
        float[] values = new float[72];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 72f;
        }
        return Map.of("image", new RawOutputs.Value(List.of(1L, 3L, 4L, 6L), FloatBuffer.wrap(values)));
    }

    @Test
    void predictionNeitherRunsNorCopiesThem() {
        Blueprint blueprint = new Assembler().assemble(recipe());
        assertThat(blueprint.head().shapes()).containsOnlyKeys("output", "aux");
        assertThat(blueprint.head().shapes().get("aux")).isEqualTo(new Shape(1, 2, 4, 6));
        // the work of prediction: one convolution from 2 to 2 channels, not two
        assertThat(blueprint.head().multiplyAdds()).isEqualTo(2 * 2 * 24);
        try (EagerRuntime runtime = EagerRuntime.load(
                blueprint,
                sink -> blueprint
                        .parameters()
                        .forEach((name, parameter) -> sink.accept(parameter, InitialValues.of(0, name, parameter))))) {
            auxiliaryRuns = 0;
            ModelRuntime.Forwarded plain = runtime.run(image(), Set.of());
            assertThat(auxiliaryRuns).isZero();
            assertThat(plain.outputs().values()).containsOnlyKeys("output");
            ModelRuntime.Forwarded asked = runtime.run(image(), Set.of("head.aux"));
            assertThat(auxiliaryRuns).isOne();
            assertThat(asked.outputs().values()).containsOnlyKeys("output");
            assertThat(asked.taps()).containsOnlyKeys("head.aux");
            assertThat(asked.outputs().get("output").data().get(5))
                    .isEqualTo(plain.outputs().get("output").data().get(5));
            assertThat(asked.taps().get("head.aux").data().get(5))
                    .isEqualTo(2 * plain.outputs().get("output").data().get(5))
                    .isNotZero();
        }
    }

    @Test
    void aNeckByItselfSeesTheImageWhenItIsGiven() {
        NeckPart<?> neck = new NeckPart<>("n", new OneMore(), NONE);
        List<FeatureLevel> levels = List.of(FeatureLevel.map("c1", 2, 1));
        Shape level = new Shape(1, 2, 4, 6);
        Dialect dialect = Dialect.VERTEBRA;
        assertThat(new Assembler()
                        .assemble("f", neck, levels, List.of(level), dialect)
                        .inputs())
                .containsExactly("c1");
        assertThat(new Assembler()
                        .assemble("f", neck, levels, List.of(level, new Shape(1, 3, 4, 6)), dialect)
                        .inputs())
                .containsExactly("c1", "image");
        assertThat(seen).containsExactly("neck [c1]", "neck [c1, image]");
    }

    @Test
    void partsBehindTheBackboneSeeTheImageToo() {
        Blueprint blueprint = new Assembler().assemble(recipe());
        assertThat(Set.copyOf(seen))
                .containsExactlyInAnyOrder("backbone [image]", "neck [c1, image]", "head [p1, image]");
        seen.clear();
        try (EagerRuntime runtime = EagerRuntime.load(
                blueprint,
                sink -> blueprint
                        .parameters()
                        .forEach((name, parameter) -> sink.accept(parameter, InitialValues.of(0, name, parameter))))) {
            runtime.run(image(), Set.of());
            assertThat(seen).containsExactly("backbone [image]", "neck [c1, image]", "head [p1, image]");
            assertThat(runtime.heldArrays()).isEqualTo(6);
        }
    }
}
