package io.vertebra.lightweight.mobilenetv1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.model.Transform;
import io.vertebra.api.nn.Linear;
import io.vertebra.api.options.Option;
import io.vertebra.api.options.OptionException;
import io.vertebra.api.options.OptionsSchema;
import io.vertebra.core.graph.ShapeForward;
import io.vertebra.tck.DeclaredLevels;
import io.vertebra.tck.PlainBuildContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MobileNetV1Test {
    private final MobileNetV1Backbone backbone = new MobileNetV1Backbone();
    private final OptionsSchema<MobileNetV1Options> schema = OptionsSchema.of(backbone.defaults());

    private MobileNetV1Options variant(String name) {
        return backbone.variants().getOrDefault(name, backbone.defaults());
    }

    private MobileNetV1Options with(Map<String, Object> replaced) {
        return schema.with(backbone.defaults(), replaced);
    }

    private MobileNetV1 network(MobileNetV1Options options) {
        return (MobileNetV1) backbone.build(options, new PlainBuildContext(ImageSize.square(224)));
    }

    private ShapeForward.Outcome run(MobileNetV1Options options, int height, int width) {
        return ShapeForward.run(network(options), Map.of("image", new Shape(1, 3, height, width)));
    }

    @ParameterizedTest
    @CsvSource({
        "mobilenet-v1, 1024, 4231976",
        "mobilenet-v1-0-75, 768, 2585560",
        "mobilenet-v1-0-5, 512, 1331592",
        "mobilenet-v1-0-25, 256, 470072"
    })
    void hasThePublishedNumberOfParameters(String name, int channels, long published) {
        long classifier = new Linear(channels, 1000).trainableSize();
        assertThat(network(variant(name)).trainableSize() + classifier).isEqualTo(published);
    }

    @Test
    void replacesTheNormsThatFaceApiFoldsByWhatIsLeftOfThem() {
        KeyMap keys = backbone.keys(with(Map.of("norm-epsilon", 0.001f)), Dialect.FACE_API);
        assertThat(keys.source("conv_stem.weight"))
                .isEqualTo(new KeyMap.Tensor("MobilenetV1/Conv2d_0_pointwise/weights", Transform.HWIO_TO_OIHW));
        assertThat(keys.source("blocks.3.5.conv_dw.weight"))
                .isEqualTo(
                        new KeyMap.Tensor("MobilenetV1/Conv2d_11_depthwise/depthwise_weights", Transform.HWCM_TO_CMHW));
        assertThat(keys.source("blocks.4.1.bn1.running_var"))
                .isEqualTo(
                        new KeyMap.Tensor("MobilenetV1/Conv2d_13_depthwise/BatchNorm/moving_variance", Transform.SAME));
        assertThat(keys.source("blocks.4.1.bn2.bias"))
                .isEqualTo(new KeyMap.Tensor("MobilenetV1/Conv2d_13_pointwise/convolution_bn_offset", Transform.SAME));
        assertThat(keys.source("blocks.4.1.bn2.weight")).isEqualTo(new KeyMap.Constant(1));
        assertThat(keys.source("blocks.4.1.bn2.running_mean")).isEqualTo(new KeyMap.Constant(0));
        assertThat(keys.source("blocks.4.1.bn2.running_var")).isEqualTo(new KeyMap.Constant(0.999f));
    }

    @ParameterizedTest
    @CsvSource({
        "symmetric, 224, 224",
        "symmetric, 201, 97",
        "symmetric, 1, 1",
        "tensorflow-same, 512, 512",
        "tensorflow-same, 201, 97",
        "tensorflow-same, 1, 1"
    })
    void givesTheLevelsThatItDeclares(String padding, int height, int width) {
        Object chosen = schema.find("padding").orElseThrow().convert(padding);
        MobileNetV1Options options = with(Map.of("padding", chosen, "width", 0.5));
        List<FeatureLevel> levels = backbone.features(options).levels();
        assertThat(levels).extracting(FeatureLevel::name).containsExactly("c1", "c2", "c3", "c4", "c5");
        assertThat(levels).extracting(FeatureLevel::channels).containsExactly(32, 64, 128, 256, 512);
        assertThat(levels).extracting(FeatureLevel::stride).containsExactly(2, 4, 8, 16, 32);
        DeclaredLevels.check(backbone, options, new ImageSize(width, height));
    }

    /** Table 6 of the paper: 569, 325, 149 and 41 million with the classifier. */
    @ParameterizedTest
    @CsvSource({
        "mobilenet-v1, 569, 1024000",
        "mobilenet-v1-0-75, 325, 768000",
        "mobilenet-v1-0-5, 149, 512000",
        "mobilenet-v1-0-25, 41, 256000"
    })
    void multipliesAsOftenAsThePaperSays(String name, long millions, long classifier) {
        long counted = run(variant(name), 224, 224).multiplyAdds() + classifier;
        assertThat(Math.round(counted / 1e6)).isEqualTo(millions);
    }

    @Test
    void narrowNetworksKeepEightChannels() {
        MobileNetV1Options options = with(Map.of("width", 0.1, "in-channels", 1));
        MobileNetV1 network = network(options);
        assertThat(network.parameters().get("conv_stem.weight").shape()).isEqualTo(new Shape(8, 1, 3, 3));
        assertThat(backbone.features(options).last().channels()).isEqualTo(102);
    }

    @Test
    void refusesActivationsThatNoReferenceHas() {
        Option activation = schema.find("activation").orElseThrow();
        assertThat(activation.convert("relu6")).isEqualTo(MobileNetV1Options.Rectifier.RELU6);
        assertThatThrownBy(() -> activation.convert("none"))
                .isInstanceOf(OptionException.class)
                .hasMessage("activation takes one of relu, relu6 [R-105]\n    received: none");
    }
}
