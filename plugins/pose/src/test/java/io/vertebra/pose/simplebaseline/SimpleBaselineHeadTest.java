package io.vertebra.pose.simplebaseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.WiringException;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.nn.Initial;
import io.vertebra.api.nn.Network;
import io.vertebra.api.options.OptionException;
import io.vertebra.api.options.OptionsSchema;
import io.vertebra.core.graph.ShapeForward;
import io.vertebra.tck.PlainBuildContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimpleBaselineHeadTest {
    private static final FeatureSpec RESNET =
            FeatureSpec.of(FeatureLevel.map("c4", 1024, 16), FeatureLevel.map("c5", 2048, 32));

    private final SimpleBaselineHead head = new SimpleBaselineHead();

    private Network network(SimpleBaselineOptions options) {
        return head.build(options, RESNET, new PlainBuildContext(new ImageSize(192, 256)));
    }

    private SimpleBaselineOptions with(Map<String, Object> replaced) {
        return OptionsSchema.of(head.defaults()).with(head.defaults(), replaced);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void eachTransposedConvolutionDoublesTheMap(int kernel) {
        Network network = network(with(Map.of("deconv-kernel", kernel)));
        assertThat(ShapeForward.run(network, Map.of("c5", new Shape(2, 2048, 7, 5)))
                        .shapes())
                .isEqualTo(Map.of("output", new Shape(2, 17, 56, 40)));
        assertThat(network.parameters().get("deconv_layers.3.weight").shape())
                .isEqualTo(new Shape(256, 256, kernel, kernel));
    }

    @Test
    void layersAndJointsAreOptions() {
        Network network = network(with(Map.of("joints", 5, "deconv-channels", List.of(64, 32))));
        assertThat(network.parameters())
                .containsOnlyKeys(
                        "deconv_layers.0.weight",
                        "deconv_layers.1.weight",
                        "deconv_layers.1.bias",
                        "deconv_layers.1.running_mean",
                        "deconv_layers.1.running_var",
                        "deconv_layers.3.weight",
                        "deconv_layers.4.weight",
                        "deconv_layers.4.bias",
                        "deconv_layers.4.running_mean",
                        "deconv_layers.4.running_var",
                        "final_layer.weight",
                        "final_layer.bias");
        assertThat(ShapeForward.run(network, Map.of("c5", new Shape(1, 2048, 8, 6)))
                        .shapes())
                .isEqualTo(Map.of("output", new Shape(1, 5, 32, 24)));
    }

    @Test
    void beginsToTrainAsTheReference() {
        Network network = network(head.defaults());
        assertThat(network.parameters().get("deconv_layers.0.weight").initial()).contains(Initial.spread(0.001));
        assertThat(network.parameters().get("final_layer.weight").initial()).contains(Initial.spread(0.001));
        assertThat(network.parameters().get("final_layer.bias").initial()).isEmpty(); // zeros, as all biases
    }

    @Test
    void refusesOptionsOutOfRange() {
        assertThatThrownBy(() -> with(Map.of("deconv-channels", List.of())))
                .isInstanceOf(OptionException.class)
                .hasMessage("deconv-channels names one to 5 transposed convolutions, not 0 [R-107]");
        assertThatThrownBy(() -> OptionsSchema.of(head.defaults())
                        .find("deconv-kernel")
                        .orElseThrow()
                        .convert(5L))
                .isInstanceOf(OptionException.class)
                .hasMessageStartingWith("deconv-kernel takes a whole number from 2 to 4 [R-105]");
    }

    @Test
    void refusesLevelsThatDoNotFit() {
        FeatureSpec pyramid = FeatureSpec.of(FeatureLevel.map("p3", 256, 8), FeatureLevel.map("p4", 256, 16));
        assertThatThrownBy(() -> head.outputs(head.defaults(), pyramid))
                .isInstanceOf(WiringException.class)
                .hasMessage("simple-baseline needs level c5 [R-201]\n"
                        + "    received: levels p3, p4\n"
                        + "    fix: a part before it that gives c5");
        FeatureSpec tokens = FeatureSpec.of(new FeatureLevel("c5", FeatureKind.TOKENS, 768, 32, null));
        assertThatThrownBy(() -> head.outputs(head.defaults(), tokens))
                .isInstanceOf(WiringException.class)
                .hasMessage("simple-baseline needs level c5 as MAP [R-201]\n"
                        + "    received: c5 as TOKENS\n"
                        + "    fix: another part before it");
    }
}
