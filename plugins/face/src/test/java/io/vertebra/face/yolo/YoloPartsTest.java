package io.vertebra.face.yolo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.WiringException;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Component;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.options.OptionException;
import io.vertebra.api.options.OptionsSchema;
import io.vertebra.core.graph.ShapeForward;
import io.vertebra.face.Checkpoint;
import io.vertebra.tck.DeclaredLevels;
import io.vertebra.tck.PlainBuildContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YoloPartsTest {
    private final TinyYoloSeparableBackbone backbone = new TinyYoloSeparableBackbone();
    private final YoloFaceHead head = new YoloFaceHead();

    private Network backboneNetwork() {
        return backbone.build(backbone.defaults(), new PlainBuildContext(ImageSize.square(416)));
    }

    private Network headNetwork(FeatureSpec in) {
        return head.build(head.defaults(), in, new PlainBuildContext(ImageSize.square(416)));
    }

    @ParameterizedTest
    @CsvSource({"416, 416", "224, 160", "64, 96"})
    void theBackboneGivesTheLevelsThatItDeclares(int width, int height) {
        DeclaredLevels.check(backbone, backbone.defaults(), new ImageSize(width, height));
        FeatureSpec levels = backbone.features(backbone.defaults());
        assertThat(levels.names()).isEqualTo("c2, c3, c4, c5");
        assertThat(levels.levels()).extracting(FeatureLevel::channels).containsExactly(64, 128, 256, 512);
    }

    @Test
    void theHeadLooksAtTheCoarsestMap() {
        FeatureSpec in = FeatureSpec.of(FeatureLevel.map("p3", 8, 8), FeatureLevel.map("p4", 6, 16));
        Map<String, Shape> shapes = ShapeForward.run(
                        headNetwork(in), Map.of("p3", new Shape(2, 8, 4, 6), "p4", new Shape(2, 6, 2, 3)))
                .shapes();
        assertThat(shapes).isEqualTo(Map.of("output", new Shape(2, 25, 2, 3)));
        assertThat(head.outputs(head.defaults(), in).outputs()).hasSize(1);
    }

    @Test
    void theHeadRefusesWhatIsNoMap() {
        FeatureSpec tokens = FeatureSpec.of(new FeatureLevel("tokens", FeatureKind.TOKENS, 8, 1, null));
        assertThatThrownBy(() -> head.outputs(head.defaults(), tokens))
                .isInstanceOf(WiringException.class)
                .hasMessage("yolo-v2-face needs a map as the last level [R-201]\n"
                        + "    received: level tokens as TOKENS\n    fix: a backbone of maps");
    }

    @Test
    void bothReadExactlyWhatTheCheckpointKeeps() {
        Map<String, List<Long>> asked = new LinkedHashMap<>();
        asked.putAll(asked(backboneNetwork(), backbone, backbone.defaults()));
        asked.putAll(asked(headNetwork(backbone.features(backbone.defaults())), head, head.defaults()));
        assertThat(asked).containsExactlyInAnyOrderEntriesOf(Checkpoint.keys("tiny_face_detector_model"));
    }

    private static <O extends Record> Map<String, List<Long>> asked(Network network, Component<O> part, O options) {
        KeyMap keys = part.keys(options, Dialect.FACE_API);
        Map<String, List<Long>> asked = new LinkedHashMap<>();
        for (Map.Entry<String, Parameter> parameter : network.parameters().entrySet()) {
            KeyMap.Tensor tensor = (KeyMap.Tensor) keys.source(parameter.getKey());
            long[] ours = parameter.getValue().shape().getShape();
            Long[] theirs = new Long[ours.length];
            for (int i = 0; i < ours.length; i++) {
                int axis = tensor.transform().axes().isEmpty()
                        ? i
                        : tensor.transform().axes().get(i);
                theirs[axis] = ours[i];
            }
            asked.put(tensor.theirs(), List.of(theirs));
        }
        return asked;
    }

    @Test
    void hasAsManyParametersAsTheReference() {
        long all = Checkpoint.keys("tiny_face_detector_model").values().stream()
                .mapToLong(shape -> shape.stream().reduce(1L, Math::multiplyExact))
                .sum();
        long head = 512 * 25 + 25;
        assertThat(backboneNetwork().trainableSize()).isEqualTo(all - head);
        assertThat(headNetwork(backbone.features(backbone.defaults())).trainableSize())
                .isEqualTo(head);
    }

    @Test
    void sixConvolutionsNeedSixWidths() {
        OptionsSchema<TinyYoloSeparableOptions> schema = OptionsSchema.of(backbone.defaults());
        assertThatThrownBy(() -> schema.with(backbone.defaults(), Map.of("channels", List.of(8, 8))))
                .isInstanceOf(OptionException.class)
                .hasMessage("channels names six convolutions, not 2 [R-107]");
    }
}
