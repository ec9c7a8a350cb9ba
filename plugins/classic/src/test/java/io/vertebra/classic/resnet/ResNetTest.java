package io.vertebra.classic.resnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.InsertionPoint;
import io.vertebra.api.model.Position;
import io.vertebra.api.nn.Linear;
import io.vertebra.api.options.OptionException;
import io.vertebra.api.options.OptionsSchema;
import io.vertebra.core.graph.ShapeForward;
import io.vertebra.tck.DeclaredLevels;
import io.vertebra.tck.PlainBuildContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResNetTest {
    private final ResNetBackbone backbone = new ResNetBackbone();

    private ResNetOptions variant(String name) {
        return backbone.variants().get(name);
    }

    private ResNet network(ResNetOptions options) {
        return (ResNet) backbone.build(options, new PlainBuildContext(ImageSize.square(224)));
    }

    @ParameterizedTest
    @CsvSource({
        "resnet18, 512, 11689512",
        "resnet34, 512, 21797672",
        "resnet50, 2048, 25557032",
        "resnet50-v1, 2048, 25557032",
        "resnet101, 2048, 44549160",
        "resnet152, 2048, 60192808"
    })
    void hasThePublishedNumberOfParameters(String name, int channels, long published) {
        long classifier = new Linear(channels, 1000).trainableSize();
        assertThat(network(variant(name)).trainableSize() + classifier).isEqualTo(published);
    }

    @ParameterizedTest
    @CsvSource({"resnet18, 224, 224", "resnet50, 192, 256", "resnet101, 201, 97", "resnet18, 1, 1"})
    void givesTheLevelsThatItDeclares(String name, int height, int width) {
        ResNetOptions options = variant(name);
        List<FeatureLevel> levels = backbone.features(options).levels();
        assertThat(levels).extracting(FeatureLevel::name).containsExactly("c1", "c2", "c3", "c4", "c5");
        assertThat(levels).extracting(FeatureLevel::stride).containsExactly(2, 4, 8, 16, 32);
        DeclaredLevels.check(backbone, options, new ImageSize(width, height));
    }

    /** The published counts of the whole classifier: 1.814, 4.089, 7.801 and 11.514 billion. */
    @ParameterizedTest
    @CsvSource({
        "resnet18, 1814073344, 512000",
        "resnet50, 4089184256, 2048000",
        "resnet101, 7801405440, 2048000",
        "resnet152, 11513626624, 2048000"
    })
    void multipliesAsOftenAsPublished(String name, long published, long classifier) {
        assertThat(run(variant(name), 224, 224).multiplyAdds() + classifier).isEqualTo(published);
    }

    @Test
    void stridesOnTheFirstConvolutionOnlyWhenAskedTo() {
        long later = run(variant("resnet50"), 224, 224).multiplyAdds();
        long early = run(variant("resnet50-v1"), 224, 224).multiplyAdds();
        // Each strided stage saves three quarters of its first 1x1 convolution: 256 to 128, 512 to 256, 1024 to 512
        // channels.
        long saved = 3L * (28 * 28 * 256 * 128 + 14 * 14 * 512 * 256 + 7 * 7 * 1024 * 512);
        assertThat(later - early).isEqualTo(saved);
    }

    @ParameterizedTest
    @CsvSource({"16, 8 16 16, 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 2", "8, 8 8 8, 1 1 1 1 1 1 1 1 2 2 2 2 2 2 4 4"})
    void dilatesAsTorchvisionWhenTheOutputStrideIsSmaller(int outputStride, String strides, String dilations) {
        ResNetOptions options = with(Map.of("output-stride", outputStride));
        List<FeatureLevel> levels = backbone.features(options).levels();
        assertThat(levels.subList(2, 5)).extracting(FeatureLevel::stride).containsExactlyElementsOf(numbers(strides));
        Shape last = run(options, 128, 160).shapes().get("c5");
        assertThat(last).isEqualTo(new Shape(1, 2048, 128 / outputStride, 160 / outputStride));
        List<Integer> seen = new ArrayList<>();
        WindowRecorder.windows(network(options)).stream()
                .filter(window -> window.kernelH() == 3)
                .forEach(window -> seen.add(window.dilationH()));
        assertThat(seen).containsExactlyElementsOf(numbers(dilations));
        assertThat(network(options).parameters().keySet())
                .isEqualTo(network(variant("resnet50")).parameters().keySet());
    }

    @Test
    void theDilatedVariantsHaveOutputStride8() {
        assertThat(variant("resnet50-os8")).isEqualTo(with(Map.of("output-stride", 8)));
        assertThat(variant("resnet101-os8")).isEqualTo(with(Map.of("depth", 101, "output-stride", 8)));
        DeclaredLevels.check(backbone, variant("resnet101-os8"), new ImageSize(97, 131));
    }

    @Test
    void takesImagesWithOtherChannels() {
        ResNetOptions options = with(Map.of("in-channels", 1));
        assertThat(backbone.inputs(options).inputs().get(0).channels()).isEqualTo(1);
        assertThat(network(options).parameters().get("conv1.weight").shape()).isEqualTo(new Shape(64, 1, 7, 7));
    }

    @Test
    void refusesOptionsThatDoNotGoTogether() {
        assertThatThrownBy(() -> with(Map.of("depth", 40)))
                .isInstanceOf(OptionException.class)
                .hasMessage("depth is one of 18, 34, 50, 101, 152, not 40 [R-107]");
        assertThatThrownBy(() -> with(Map.of("output-stride", 12)))
                .hasMessage("output-stride is one of 8, 16, 32, not 12 [R-107]");
        assertThatThrownBy(() -> with(Map.of("depth", 18, "output-stride", 8)))
                .hasMessage("output-stride 8 needs bottlenecks, which depth 50, 101 and 152 have, not 18 [R-107]");
        assertThatThrownBy(() -> with(Map.of("depth", 34, "stride-in", ResNetOptions.StrideIn.CONV1X1)))
                .hasMessage("stride-in conv1x1 needs bottlenecks, which depth 50, 101 and 152 have, not 34 [R-107]");
    }

    @Test
    void saysWhereAttentionCanStand() {
        List<InsertionPoint> points = backbone.insertionPoints(variant("resnet50"));
        assertThat(points)
                .contains(
                        new InsertionPoint("layer1.0", "c2", Position.IN_BRANCH, 256, 256, 1, 1),
                        new InsertionPoint("layer2.0", "c3", Position.REPLACE_CONV, 128, 128, 2, 1),
                        new InsertionPoint("layer2.1", "c3", Position.REPLACE_CONV, 128, 128, 1, 1),
                        new InsertionPoint("layer4.2", "c5", Position.AFTER_BLOCK, 2048, 2048, 1, 1),
                        new InsertionPoint("layer4", "c5", Position.AFTER_STAGE, 2048, 2048, 1, 1))
                .hasSize(3 * 16 + 4);
        assertThat(backbone.insertionPoints(variant("resnet18")))
                .hasSize(2 * 8 + 4)
                .noneMatch(point -> point.position() == Position.REPLACE_CONV);
    }

    private ResNetOptions with(Map<String, Object> replaced) {
        ResNetOptions defaults = backbone.defaults();
        return OptionsSchema.of(defaults).with(defaults, replaced);
    }

    private ShapeForward.Outcome run(ResNetOptions options, int height, int width) {
        return ShapeForward.run(network(options), Map.of("image", new Shape(1, 3, height, width)));
    }

    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : text.split(" ")) {
            numbers.add(Integer.valueOf(number));
        }
        return numbers;
    }
}
