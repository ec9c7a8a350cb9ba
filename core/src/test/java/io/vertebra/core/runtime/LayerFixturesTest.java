package io.vertebra.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vertebra.api.nn.Activation;
import io.vertebra.api.nn.ConvTranspose;
import io.vertebra.api.nn.ConvTransposeSpec;
import io.vertebra.api.nn.GroupNorm;
import io.vertebra.api.nn.InstanceNorm;
import io.vertebra.api.nn.LayerNorm;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.PRelu;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.nn.UnaryLayer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The layers of the kit have PyTorch's parameters, {@code weight} and {@code bias}, and give its numbers. */
final class LayerFixturesTest {
    private static final class Single extends Network {
        private final UnaryLayer layer;

        private Single(UnaryLayer layer) {
            this.layer = child("layer", layer);
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            return NamedArrays.of("output", layer.run(pass, inputs.get("x")));
        }
    }

    private static final class Activated extends UnaryLayer {
        private final Activation activation;

        private Activated(Activation activation) {
            this.activation = activation;
        }

        @Override
        public NDArray run(Pass pass, NDArray x) {
            return activation.run(pass, x);
        }
    }

    private static final Map<String, UnaryLayer> LAYERS = Map.ofEntries(
            Map.entry(
                    "conv-transpose-groups2",
                    new ConvTranspose(ConvTransposeSpec.of(6, 8)
                            .kernel(4)
                            .stride(2)
                            .padding(1)
                            .groups(2))),
            Map.entry(
                    "conv-transpose-output-padding",
                    new ConvTranspose(ConvTransposeSpec.of(3, 5)
                            .kernel(3)
                            .stride(2)
                            .padding(1)
                            .outputPadding(1))),
            Map.entry(
                    "conv-transpose-depthwise",
                    new ConvTranspose(ConvTransposeSpec.of(4, 4)
                            .kernel(4)
                            .stride(2)
                            .padding(1)
                            .groups(4)
                            .bias(false))),
            Map.entry(
                    "conv-transpose-dilation",
                    new ConvTranspose(ConvTransposeSpec.of(3, 4)
                            .kernel(3)
                            .stride(2)
                            .padding(1)
                            .dilation(2))),
            Map.entry("group-norm-4", new GroupNorm(8, 4, 1e-5f)),
            Map.entry("instance-norm", new InstanceNorm(4, 1e-5f)),
            Map.entry("layer-norm-tokens", new LayerNorm(12, LayerNorm.Axis.LAST, 1e-6f)),
            Map.entry("layer-norm-channels-last", new LayerNorm(7, LayerNorm.Axis.CHANNELS, 1e-6f)),
            Map.entry("prelu-channel", new PRelu(5)),
            Map.entry("prelu-shared", new PRelu(1)),
            Map.entry("kinks-relu", new Activated(Activation.RELU)),
            Map.entry("relu6", new Activated(Activation.RELU6)),
            Map.entry("sigmoid", new Activated(Activation.SIGMOID)),
            Map.entry("hardsigmoid", new Activated(Activation.HARD_SIGMOID)),
            Map.entry("silu", new Activated(Activation.SILU)),
            Map.entry("hardswish", new Activated(Activation.HARD_SWISH)),
            Map.entry("mish", new Activated(Activation.MISH)),
            Map.entry("gelu-erf", new Activated(Activation.GELU)));

    @TestFactory
    Stream<DynamicTest> layersGiveTheNumbers() {
        return LAYERS.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> check(row.getKey(), row.getValue())));
    }

    private static void check(String id, UnaryLayer layer) {
        OperatorFixture f = OperatorFixture.of(id);
        try (NDManager manager = Engines.manager("cpu")) {
            Map<String, NDArray> inputs = f.inputs(manager);
            try (StandaloneNetwork network = StandaloneNetwork.of(
                    new Single(layer),
                    manager,
                    name -> inputs.get(name.substring("layer.".length())).toFloatArray())) {
                assertThat(network.values()).hasSize(inputs.size() - 1);
                NamedArrays outputs = network.forward(
                        NamedArrays.of("x", inputs.get("x")),
                        manager,
                        StandaloneNetwork.Mode.EVALUATION,
                        (name, array) -> {});
                assertThat(f.outputs().get("output").fault(outputs.get("output")))
                        .isEmpty();
            }
        }
    }
}
