package io.vertebra.core.weights;

import static io.vertebra.core.weights.LoaderParts.backbone;
import static io.vertebra.core.weights.LoaderParts.compare;
import static io.vertebra.core.weights.LoaderParts.load;
import static io.vertebra.core.weights.LoaderParts.part;
import static io.vertebra.core.weights.LoaderParts.tensors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.model.Transform;
import io.vertebra.api.nn.Parameter;
import io.vertebra.core.weights.LoaderParts.Tensors;
import io.vertebra.core.weights.WeightsReport.Ignored;
import io.vertebra.core.weights.WeightsReport.Mismatched;
import io.vertebra.core.weights.WeightsReport.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightsLoaderTest {
    @Test
    void deliversInTheOrderOfThePartsUnderTheirRoots() {
        PartKeys body =
                backbone("backbone.body", tensors().with("conv1.weight", 3).with("conv1.bias", 1));
        PartKeys head = part("head", "", KeyMap.same(), tensors().with("fc.weight", 2));
        List<Parameter> order = new ArrayList<>();
        List<float[]> values = new ArrayList<>();
        WeightsReport report = WeightsLoader.load(
                WeightsFiles.counting(
                        "fc.weight", "2", "backbone.body.conv1.bias", "1", "backbone.body.conv1.weight", "3"),
                List.of(body, head),
                List.of(),
                (parameter, array) -> {
                    order.add(parameter);
                    values.add(array);
                });
        assertThat(order)
                .containsExactly(
                        body.parameters().get("conv1.weight"),
                        body.parameters().get("conv1.bias"),
                        head.parameters().get("fc.weight"));
        assertThat(values.get(0)).containsExactly(0, 1, 2);
        assertThat(values.get(1)).containsExactly(0);
        assertThat(values.get(2)).containsExactly(0, 1);
        assertThat(report).isEqualTo(new WeightsReport(3, 0, 0, List.of(), List.of(), List.of(), List.of()));
    }

    @Test
    void movesAxesAndFillsConstants() {
        KeyMap keys = KeyMap.builder()
                .tensor("conv.weight", "conv/filters", Transform.HWIO_TO_OIHW)
                .tensor("deep.weight", "deep/filters", Transform.HWCM_TO_CMHW)
                .constant("bn.weight", 0.5f)
                .build();
        PartKeys part = part(
                "backbone",
                "net/",
                keys,
                tensors()
                        .with("conv.weight", 2, 3, 1, 2)
                        .with("deep.weight", 2, 1, 2, 1)
                        .with("bn.weight", 3));
        Map<Parameter, float[]> values =
                load(WeightsFiles.counting("net/conv/filters", "1,2,3,2", "net/deep/filters", "2,1,2,1"), part);
        // theirs[h][w][i][o] = w * 6 + i * 2 + o
        assertThat(values.get(part.parameters().get("conv.weight")))
                .containsExactly(0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11);
        // theirs[h][w][c][m] = h * 2 + c
        assertThat(values.get(part.parameters().get("deep.weight"))).containsExactly(0, 2, 1, 3);
        assertThat(values.get(part.parameters().get("bn.weight"))).containsExactly(0.5f, 0.5f, 0.5f);
        WeightsReport report =
                compare(WeightsFiles.counting("net/conv/filters", "1,2,3,2", "net/deep/filters", "2,1,2,1"), part);
        assertThat(report.used()).isEqualTo(2);
        assertThat(report.constants()).isEqualTo(1);
        assertThat(report.complete()).isTrue();
    }

    @Test
    void leavesOutByRuleAndCounts() {
        KeyMap keys = KeyMap.builder().ignore("aux.", "only training uses it").build();
        PartKeys part = part("backbone", "net", keys, tensors().with("w", 1));
        TensorSource source = WeightsFiles.counting(
                "module.net.w", "1",
                "module.net.bn.num_batches_tracked", "1",
                "module.num_batches_tracked", "1",
                "module.net.aux.a", "2",
                "module.net.aux.b", "2");
        assertThat(load(source, part).get(part.parameters().get("w"))).containsExactly(0);
        assertThat(compare(source, part))
                .isEqualTo(new WeightsReport(
                        1,
                        0,
                        5,
                        List.of(
                                new Ignored("num_batches_tracked only counts training steps", 2),
                                new Ignored("only training uses it", 2)),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    @Test
    void takesTheParametersOfANestedCheckpoint() {
        Tensors net = tensors()
                .with("conv.weight", 4, 3, 3, 3)
                .with("bn.weight", 4)
                .with("bn.bias", 4)
                .with("bn.running_mean", 4)
                .with("bn.running_var", 4)
                .with("fc.weight", 3, 5)
                .with("fc.bias", 3);
        PartKeys part = backbone("", net);
        for (String name : List.of("zip-nested-checkpoint.pth", "legacy-nested-checkpoint.pth")) {
            try (TensorSource source = PthSource.of(name, WeightsFiles.resource(name))) {
                assertThat(load(source, part).get(part.parameters().get("fc.bias")))
                        .startsWith(-0.405582041f, 0.58725369f);
            }
        }
        try (TensorSource source = PthSource.of("m.pth", WeightsFiles.resource("zip-nested-checkpoint.pth"))) {
            assertThat(compare(source, part).ignored())
                    .containsExactly(
                            new Ignored("outside of state_dict/, which holds the parameters", 2),
                            new Ignored("num_batches_tracked only counts training steps", 1));
        }
    }

    @Test
    void ignoredPrefixesAreRelativeToTheRoot() {
        KeyMap keys = KeyMap.builder().ignore("aux.", "only training uses it").build();
        PartKeys part = part("backbone", "net", keys, tensors().with("w", 1));
        assertThat(compare(WeightsFiles.counting("net.w", "1", "aux.a", "1"), part)
                        .unexpected())
                .containsExactly("aux.a");
    }

    @Test
    void modulePrefixStaysWhereItIsNotCommonOrTheModelsOwn() {
        WeightsReport notCommon = compare(
                WeightsFiles.counting("module.w", "1", "v", "1"),
                backbone("", tensors().with("w", 1)));
        assertThat(notCommon.unexpected()).containsExactly("module.w", "v");
        assertThat(notCommon.prefixed()).isZero();
        assertThat(load(
                        WeightsFiles.counting("module.w", "1"),
                        backbone("", tensors().with("module.w", 1))))
                .hasSize(1);
        assertThat(load(
                        WeightsFiles.counting("module.w", "1"),
                        backbone("module", tensors().with("w", 1))))
                .hasSize(1);
    }

    @Test
    void judgesMissingUnexpectedAndShapesOnceOverAllParts() {
        PartKeys body = backbone("body", tensors().with("a", 2).with("b", 2));
        KeyMap turned = KeyMap.builder()
                .tensor("fc.weight", "fc.kernel", new Transform(List.of(1, 0)))
                .build();
        PartKeys head = part("head", "head", turned, tensors().with("fc.weight", 91, 4));
        TensorSource source = WeightsFiles.counting("body.a", "2", "head.fc.kernel", "4,10", "head.extra", "1");
        List<Parameter> delivered = new ArrayList<>();
        assertThatThrownBy(() -> WeightsLoader.load(source, List.of(body, head), List.of(), (p, v) -> delivered.add(p)))
                .isInstanceOf(LoadException.class)
                .hasMessage("""
                        m.safetensors: 1 parameter without a tensor in the file [W-101]
                            received: 'body.b' (backbone)
                            fix: use weights of this very model, or the options that the weights were made with; or state partial: true, and these keep initial values
                        m.safetensors: 1 tensor of the file without a parameter [W-101]
                            received: 'head.extra'
                        m.safetensors: 1 tensor of another shape than the parameter [W-101]
                            received: 'head.fc.kernel' (head) [4, 10] instead of [4, 91]
                            fix: use the options that the weights were made with, such as classes""");
        assertThat(delivered).isEmpty();
        WeightsReport report = compare(source, body, head);
        assertThat(report.missing()).containsExactly(new Missing("backbone", "b", "body.b"));
        assertThat(report.unexpected()).containsExactly("head.extra");
        assertThat(report.mismatched())
                .containsExactly(
                        new Mismatched("head", "fc.weight", "head.fc.kernel", List.of(4L, 91L), List.of(4L, 10L)));
        assertThat(report.complete()).isFalse();
    }

    @Test
    void namesTenOfEachKindAndCountsTheRest() {
        Tensors many = tensors().with("there", 1);
        for (int i = 0; i < 13; i++) {
            many.with("p" + i, 1);
        }
        assertThatThrownBy(() -> load(WeightsFiles.counting("there", "1"), backbone("", many)))
                .isInstanceOf(LoadException.class)
                .hasMessage("""
                        m.safetensors: 13 parameters without a tensor in the file [W-101]
                            received: 'p0' (backbone), 'p1' (backbone), 'p2' (backbone), 'p3' (backbone), 'p4' (backbone), \
                        'p5' (backbone), 'p6' (backbone), 'p7' (backbone), 'p8' (backbone), 'p9' (backbone) and 3 more
                            fix: use weights of this very model, or the options that the weights were made with; or state partial: true, and these keep initial values""");
    }

    @Test
    void findsTheRootUnderWhichAllKeysStand() {
        PartKeys part = backbone("backbone", tensors().with("conv.weight", 1).with("conv.bias", 1));
        assertThatThrownBy(() ->
                        load(WeightsFiles.counting("net.encoder.conv.weight", "1", "net.encoder.conv.bias", "1"), part))
                .hasMessage("""
                        m.safetensors: 2 parameters without a tensor in the file [W-101]
                            received: 'backbone.conv.weight' (backbone), 'backbone.conv.bias' (backbone)
                            fix: the root of backbone in this file is 'net.encoder'
                        m.safetensors: 2 tensors of the file without a parameter [W-101]
                            received: 'net.encoder.conv.weight', 'net.encoder.conv.bias'""");
        assertThatThrownBy(() -> load(WeightsFiles.counting("conv.weight", "1", "conv.bias", "1"), part))
                .hasMessageContaining("fix: the root of backbone in this file is '', that is none\n");
    }

    @Test
    void suspectsTheDialectWhenNoNameFits() {
        PartKeys part = backbone("", tensors().with("conv.weight", 1));
        assertThatThrownBy(() -> load(WeightsFiles.counting("features.init_block.w", "1"), part))
                .hasMessageContaining("fix: no name fits, so state the dialect of the keys; "
                        + "the first key of the file is 'features.init_block.w'\n");
    }

    @Test
    void aSurplusAloneHasItsOwnFix() {
        assertThatThrownBy(() -> load(
                        WeightsFiles.counting("w", "1", "fc.weight", "1"),
                        backbone("", tensors().with("w", 1))))
                .hasMessage("""
                        m.safetensors: 1 tensor of the file without a parameter [W-101]
                            received: 'fc.weight'
                            fix: use the model or the part that has these parameters""");
    }

    @Test
    void twoPartsCannotTakeOneTensor() {
        PartKeys first = backbone("", tensors().with("conv.weight", 1));
        PartKeys second = part("neck", "", KeyMap.same(), tensors().with("conv.weight", 1));
        WeightsReport report = compare(WeightsFiles.counting("conv.weight", "1"), first, second);
        assertThat(report.used()).isEqualTo(1);
        assertThat(report.missing()).containsExactly(new Missing("neck", "conv.weight", "conv.weight"));
    }

    @Test
    void aKeyMapThatMovesTooManyAxesIsADefectOfThePlugin() {
        KeyMap keys = KeyMap.builder()
                .tensor("fc.weight", "fc.weight", Transform.HWIO_TO_OIHW)
                .build();
        PartKeys part = part("head", "", keys, tensors().with("fc.weight", 2, 3));
        assertThatThrownBy(() -> load(WeightsFiles.counting("fc.weight", "3,2"), part))
                .isInstanceOf(LoadException.class)
                .hasMessage("""
                        m.safetensors: the key map of head must fit fc.weight of shape (2, 3) [X-001]
                            received: move as many axes as there are: [3, 2, 0, 1]
                            fix: a defect of the plugin that provides it: use another version and report it""");
    }
}
