package io.vertebra.face.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.WiringException;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Component;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.model.OutputSpec;
import io.vertebra.api.model.Transform;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.options.OptionException;
import io.vertebra.api.options.OptionsSchema;
import io.vertebra.core.graph.ShapeForward;
import io.vertebra.face.Checkpoint;
import io.vertebra.tck.PlainBuildContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SsdPartsTest {
    private static final FeatureSpec MOBILENET = FeatureSpec.of(
            FeatureLevel.map("c3", 256, 8), FeatureLevel.map("c4", 512, 16), FeatureLevel.map("c5", 1024, 32));

    private final SsdExtraLevelsNeck neck = new SsdExtraLevelsNeck();
    private final SsdFaceHead head = new SsdFaceHead();

    private Network neckNetwork() {
        return neck.build(neck.defaults(), MOBILENET, new PlainBuildContext(ImageSize.square(512)));
    }

    private FeatureSpec levels() {
        return neck.features(neck.defaults(), MOBILENET);
    }

    private Network headNetwork() {
        return head.build(head.defaults(), levels(), new PlainBuildContext(ImageSize.square(512)));
    }

    @Test
    void halveTheMapLevelByLevel() {
        Map<String, Shape> shapes = ShapeForward.run(
                        neckNetwork(),
                        Map.of(
                                "c3",
                                new Shape(2, 256, 50, 64),
                                "c4",
                                new Shape(2, 512, 25, 32),
                                "c5",
                                new Shape(2, 1024, 13, 16)))
                .shapes();
        assertThat(shapes)
                .containsExactlyEntriesOf(ordered(
                        "c4", new Shape(2, 512, 25, 32),
                        "c5", new Shape(2, 1024, 13, 16),
                        "p6", new Shape(2, 512, 7, 8),
                        "p7", new Shape(2, 256, 4, 4),
                        "p8", new Shape(2, 256, 2, 2),
                        "p9", new Shape(2, 128, 1, 1)));
        assertThat(levels().names()).isEqualTo("c4, c5, p6, p7, p8, p9");
        assertThat(levels().levels()).extracting(FeatureLevel::channels).containsExactly(512, 1024, 512, 256, 256, 128);
        assertThat(levels().levels()).extracting(FeatureLevel::stride).containsExactly(16, 32, 64, 128, 256, 512);
    }

    @Test
    void predictThreeScoresAndFourCodesForEachDefaultBox() {
        Map<String, Shape> inputs = new LinkedHashMap<>();
        int side = 32;
        for (FeatureLevel level : levels().levels()) {
            inputs.put(level.name(), new Shape(1, level.channels(), side, side));
            side /= 2;
        }
        Map<String, Shape> shapes = ShapeForward.run(headNetwork(), inputs).shapes();
        assertThat(shapes)
                .hasSize(12)
                .containsEntry("cls.0", new Shape(1, 9, 32, 32))
                .containsEntry("reg.0", new Shape(1, 12, 32, 32))
                .containsEntry("cls.5", new Shape(1, 18, 1, 1))
                .containsEntry("reg.5", new Shape(1, 24, 1, 1));
        assertThat(head.outputs(head.defaults(), levels()).outputs())
                .extracting(OutputSpec.Output::name)
                .containsExactlyElementsOf(shapes.keySet());
    }

    @Test
    void readExactlyWhatTheCheckpointKeepsBehindTheBackbone() {
        Map<String, List<Long>> asked = new LinkedHashMap<>();
        asked.putAll(asked(neckNetwork(), neck, neck.defaults()));
        asked.putAll(asked(headNetwork(), head, head.defaults()));
        Map<String, List<Long>> stored = new LinkedHashMap<>(Checkpoint.keys());
        stored.keySet().removeIf(key -> key.startsWith("MobilenetV1/"));
        List<KeyMap.Ignored> ignored =
                head.keys(head.defaults(), Dialect.FACE_API).ignored();
        int before = stored.size();
        stored.keySet().removeIf(key -> ignored.stream().anyMatch(rule -> key.startsWith(rule.prefix())));
        assertThat(before - stored.size()).isEqualTo(18);
        assertThat(asked).containsExactlyInAnyOrderEntriesOf(stored);
        assertThat(ignored).noneMatch(rule -> rule.reason().isBlank());
    }

    private static <O extends Record> Map<String, List<Long>> asked(Network network, Component<O> part, O options) {
        KeyMap keys = part.keys(options, Dialect.FACE_API);
        Map<String, List<Long>> asked = new LinkedHashMap<>();
        for (Map.Entry<String, Parameter> parameter : network.parameters().entrySet()) {
            KeyMap.Tensor tensor = (KeyMap.Tensor) keys.source(parameter.getKey());
            Shape shape = parameter.getValue().shape();
            List<Long> theirs = tensor.transform().equals(Transform.HWIO_TO_OIHW)
                    ? List.of(shape.get(2), shape.get(3), shape.get(1), shape.get(0))
                    : List.of(shape.get(0));
            asked.put(tensor.theirs(), theirs);
        }
        return asked;
    }

    @Test
    void refuseLevelsThatDoNotFit() {
        FeatureSpec pyramid = FeatureSpec.of(FeatureLevel.map("p3", 256, 8), FeatureLevel.map("p4", 256, 16));
        assertThatThrownBy(() -> neck.features(neck.defaults(), pyramid))
                .isInstanceOf(WiringException.class)
                .hasMessage("ssd-extra-levels needs level c4 [R-201]\n    received: levels p3, p4\n"
                        + "    fix: a part before it that gives c4");
        assertThatThrownBy(() -> head.outputs(head.defaults(), pyramid))
                .isInstanceOf(WiringException.class)
                .hasMessage("ssd-face needs 6 maps, one for each scale of its default boxes [R-201]\n"
                        + "    received: levels p3, p4\n    fix: neck: {type: ssd-extra-levels} before it");
    }

    @Test
    void takeOtherWidthsButNotNone() {
        OptionsSchema<SsdExtraLevelsOptions> schema = OptionsSchema.of(neck.defaults());
        SsdExtraLevelsOptions narrow = schema.with(neck.defaults(), Map.of("channels", List.of(32, 16)));
        assertThat(neck.features(narrow, MOBILENET).names()).isEqualTo("c4, c5, p6, p7");
        assertThat(neck.build(narrow, MOBILENET, new PlainBuildContext(ImageSize.square(512)))
                        .parameters()
                        .get("p7.halve.weight")
                        .shape())
                .isEqualTo(new Shape(16, 8, 3, 3));
        assertThatThrownBy(() -> schema.with(neck.defaults(), Map.of("channels", List.of())))
                .isInstanceOf(OptionException.class)
                .hasMessage("channels names one to eight extra levels, not 0 [R-107]");
    }

    private static Map<String, Shape> ordered(Object... entries) {
        Map<String, Shape> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], (Shape) entries[i + 1]);
        }
        return map;
    }
}
