package io.vertebra.detection.fpn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.WiringException;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.Network;
import io.vertebra.core.graph.ShapeForward;
import io.vertebra.detection.fpn.FpnOptions.Extra;
import io.vertebra.detection.fpn.FpnOptions.ExtraFrom;
import io.vertebra.tck.PlainBuildContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Counts, sizes, names and refusals of the pyramid; its numbers are the fixtures' matter. */
final class FpnTest {
    private static final FpnNeck NECK = new FpnNeck();
    private static final List<String> C3_TO_C5 = List.of("c3", "c4", "c5");
    private static final FeatureSpec RESNET50 = FeatureSpec.of(
            FeatureLevel.map("c1", 64, 2),
            FeatureLevel.map("c2", 256, 4),
            FeatureLevel.map("c3", 512, 8),
            FeatureLevel.map("c4", 1024, 16),
            FeatureLevel.map("c5", 2048, 32));

    private static FpnOptions options(List<String> levels, Extra extra, ExtraFrom from) {
        return new FpnOptions(levels, 256, extra, from, true);
    }

    private static Network build(FpnOptions options) {
        return NECK.build(options, RESNET50, new PlainBuildContext(ImageSize.square(64)));
    }

    /** The counts of torchvision, mmdetection and detectron2. */
    @Test
    void parametersAreAsManyAsPublished() {
        assertThat(build(NECK.defaults()).trainableSize()).isEqualTo(3_344_384);
        assertThat(build(options(C3_TO_C5, Extra.CONVOLUTIONS, ExtraFrom.OUTPUT))
                        .trainableSize())
                .isEqualTo(3_868_672);
        assertThat(build(options(C3_TO_C5, Extra.CONVOLUTIONS, ExtraFrom.INPUT)).trainableSize())
                .isEqualTo(7_997_440);
        assertThat(build(options(List.of("c2", "c3", "c4", "c5"), Extra.MAX_POOL, ExtraFrom.OUTPUT))
                        .trainableSize())
                .isEqualTo(3_344_384);
    }

    @Test
    void levelsKeepTheirSizeAlsoWhenItIsOdd() {
        assertThat(sizes(NECK.defaults(), 25, 19, 13, 10, 7, 5, 4, 3))
                .containsExactly("p2 25x19", "p3 13x10", "p4 7x5", "p5 4x3");
        assertThat(sizes(options(C3_TO_C5, Extra.CONVOLUTIONS, ExtraFrom.INPUT), 0, 0, 101, 167, 51, 84, 26, 42))
                .containsExactly("p3 101x167", "p4 51x84", "p5 26x42", "p6 13x21", "p7 7x11");
        assertThat(sizes(options(List.of("c2", "c5"), Extra.MAX_POOL, ExtraFrom.OUTPUT), 25, 19, 0, 0, 0, 0, 5, 3))
                .containsExactly("p2 25x19", "p5 5x3", "p6 3x2");
    }

    /** Of maps c2 to c5 with these heights and widths. */
    private static List<String> sizes(FpnOptions options, long... sides) {
        Map<String, Shape> in = new LinkedHashMap<>();
        for (int i = 0; i < 4; i++) {
            if (sides[2 * i] > 0) {
                in.put("c" + (i + 2), new Shape(1, 256L << i, sides[2 * i], sides[2 * i + 1]));
            }
        }
        List<String> declared = NECK.features(options, RESNET50).levels().stream()
                .map(FeatureLevel::name)
                .toList();
        Map<String, Shape> out = ShapeForward.run(build(options), in).shapes();
        assertThat(out.keySet()).containsExactlyElementsOf(declared);
        return out.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue().get(2) + "x"
                        + e.getValue().get(3))
                .toList();
    }

    @Test
    void stridesFollowTheBackboneAndDoubleBehindIt() {
        FeatureSpec dilated = FeatureSpec.of(
                FeatureLevel.map("c3", 512, 8), FeatureLevel.map("c4", 1024, 8), FeatureLevel.map("c5", 2048, 8));
        assertThat(NECK.features(options(C3_TO_C5, Extra.CONVOLUTIONS, ExtraFrom.OUTPUT), dilated)
                        .levels())
                .extracting(FeatureLevel::stride)
                .containsExactly(8, 8, 8, 16, 32);
    }

    @Test
    void keysOfMmdetectionNumberAllConvolutionsBehindTheLaterals() {
        KeyMap keys = NECK.keys(options(C3_TO_C5, Extra.CONVOLUTIONS, ExtraFrom.INPUT), Dialect.MMDET);
        assertThat(keys.source("inner_blocks.2.0.weight").toString()).contains("lateral_convs.2.conv.weight");
        assertThat(keys.source("extra_blocks.p7.bias").toString()).contains("fpn_convs.4.conv.bias");
    }

    @Test
    void whatIsMissingIsToldWithLevelsThatWouldWork() {
        refused(FeatureSpec.of(FeatureLevel.map("c4", 8, 16), FeatureLevel.map("c5", 8, 32)), """
                fpn needs level c3 as a map [R-201]
                    received: levels c4, c5
                    fix: levels: [c4, c5], or a backbone that gives c3""");
        refused(
                FeatureSpec.of(FeatureLevel.map("c2", 8, 4), new FeatureLevel("c3", FeatureKind.TOKENS, 8, 1, null)),
                """
                fpn needs level c3 as a map [R-201]
                    received: levels c2, c3 as TOKENS
                    fix: a backbone that gives maps c3, c4, c5""");
    }

    private static void refused(FeatureSpec in, String message) {
        assertThatThrownBy(() -> NECK.features(FpnOptions.of(C3_TO_C5, 8), in))
                .isInstanceOf(WiringException.class)
                .hasMessage(message);
    }

    @Test
    void levelsAreTwoOrMoreStagesInOrder() {
        for (List<String> wrong :
                List.of(List.of("c3"), List.of("c4", "c3"), List.of("c3", "c3"), List.of("c3", "pool"))) {
            assertThatThrownBy(() -> FpnOptions.of(wrong, 8))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("levels names two or more stages of a backbone, the finest first, such as [c3, c4, c5],"
                            + " not " + wrong);
        }
    }
}
