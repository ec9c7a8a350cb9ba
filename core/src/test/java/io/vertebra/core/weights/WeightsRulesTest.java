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
import io.vertebra.api.model.Rewrite;
import io.vertebra.api.nn.Parameter;
import io.vertebra.core.weights.WeightsReport.Mismatched;
import io.vertebra.core.weights.WeightsReport.Missing;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Transforms, rewrites and partial loading. */
class WeightsRulesTest {
    @Test
    void reshapesSlicesAndJoins() {
        KeyMap keys = KeyMap.builder()
                .from("fc.weight", new KeyMap.Reshaped("fc.weight", List.of(2L, 3L, 1L, 1L)))
                .from("k.weight", new KeyMap.Slice("qkv.weight", 0, 2, 6))
                .from("right", new KeyMap.Slice("pair", 1, 1, 3))
                .from("both", new KeyMap.Joined(List.of(new KeyMap.Piece("a", 1), new KeyMap.Piece("b", 2)), 1))
                .build();
        PartKeys part = part(
                "backbone",
                "",
                keys,
                tensors()
                        .with("fc.weight", 2, 3)
                        .with("k.weight", 2, 2)
                        .with("right", 2, 2)
                        .with("both", 2, 3, 2));
        Map<Parameter, float[]> values = load(
                WeightsFiles.counting(
                        "fc.weight", "2,3,1,1", "qkv.weight", "6,2", "pair", "2,3", "a", "2,1,2", "b", "2,2,2"),
                part);
        assertThat(values.get(part.parameters().get("fc.weight"))).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(values.get(part.parameters().get("k.weight"))).containsExactly(4, 5, 6, 7);
        assertThat(values.get(part.parameters().get("right"))).containsExactly(1, 2, 4, 5);
        assertThat(values.get(part.parameters().get("both"))).containsExactly(0, 1, 0, 1, 2, 3, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void aPieceThatIsMissingOrOfAnotherShapeIsNamed() {
        KeyMap keys = KeyMap.builder()
                .from("qkv", new KeyMap.Joined(List.of(new KeyMap.Piece("q", 1), new KeyMap.Piece("k", 1)), 0))
                .from("v", new KeyMap.Slice("kv", 0, 1, 2))
                .build();
        PartKeys part = part("neck", "", keys, tensors().with("qkv", 2, 3).with("v", 1, 3));
        WeightsReport report = compare(WeightsFiles.counting("q", "1,3", "kv", "3,3"), part);
        assertThat(report.missing()).containsExactly(new Missing("neck", "qkv", "k"));
        assertThat(report.mismatched())
                .containsExactly(new Mismatched("neck", "v", "kv", List.of(2L, 3L), List.of(3L, 3L)));
        assertThat(report.used()).isZero();
        assertThat(report.unexpected()).isEmpty();
    }

    @Test
    void aKeyMapThatCannotMakeTheShapeIsADefectOfThePlugin() {
        Map<String, KeyMap.Source> wrong = Map.of(
                "keep the number of values: [5]", new KeyMap.Reshaped("w", List.of(5L)),
                "name an axis that there is: 2", new KeyMap.Slice("w", 2, 0, 9),
                "stay inside the axis: Slice[theirs=w, axis=0, begin=1, size=2]", new KeyMap.Slice("w", 0, 1, 2),
                "fill the axis: Joined[pieces=[], axis=0]", new KeyMap.Joined(List.of(), 0));
        wrong.forEach((reason, source) -> {
            PartKeys part = part(
                    "head",
                    "",
                    KeyMap.builder().from("w", source).build(),
                    tensors().with("w", 2, 3));
            assertThatThrownBy(() -> load(WeightsFiles.counting("w", "2,3"), part))
                    .hasMessage("""
                    m.safetensors: the key map of head must fit w of shape (2, 3) [X-001]
                        received: %s
                        fix: a defect of the plugin that provides it: use another version and report it""".formatted(reason));
        });
    }

    @Test
    void rewritesRunInOrderBeforeRootsAndKeyMaps() {
        PartKeys part = backbone(
                "net", tensors().with("layers.0.attention.qkv.weight", 2).with("bn.weight", 1));
        List<Rewrite> rewrites = List.of(
                new Rewrite("model.", "net."),
                new Rewrite("net.blocks.*.attn", "net.layers.*.attention"),
                new Rewrite("**.gamma", "**.weight"),
                new Rewrite("nothing.", ""));
        TensorSource source =
                WeightsFiles.counting("module.model.blocks.0.attn.qkv.weight", "2", "module.model.bn.gamma", "1");
        Map<Parameter, float[]> values = new IdentityHashMap<>();
        WeightsReport report = WeightsLoader.load(source, List.of(part), rewrites, values::put);
        assertThat(report).isEqualTo(new WeightsReport(2, 0, 2, List.of(), List.of(), List.of(), List.of()));
        assertThat(values.get(part.parameters().get("layers.0.attention.qkv.weight")))
                .containsExactly(0, 1);
    }

    @Test
    void rewritesThatGiveTwoTensorsOneNameAreRefused() {
        PartKeys part = backbone("", tensors().with("w", 1));
        TensorSource source = WeightsFiles.counting("a.w", "1", "b.w", "1");
        List<Rewrite> rewrites = List.of(new Rewrite("a.", ""), new Rewrite("b.", ""));
        assertThatThrownBy(() -> WeightsLoader.compare(source, List.of(part), rewrites))
                .isInstanceOf(LoadException.class)
                .hasMessage("""
                        m.safetensors: rewrites give each tensor a name of its own [W-101]
                            received: 'a.w' and 'b.w' both 'w'
                            fix: narrow the pattern""");
    }

    @Test
    void partlyMeansInitialValuesForTheRestAndAReport() {
        PartKeys body = backbone("body", tensors().with("a", 2).with("b", 2, 3));
        PartKeys head = part("head", "head", KeyMap.same(), tensors().with("fc.weight", 2));
        Map<Parameter, float[]> values = new IdentityHashMap<>();
        WeightsReport report = WeightsLoader.loadPartly(
                WeightsFiles.counting("body.a", "2", "body.b", "3,3", "head.old", "1"),
                List.of(body, head),
                List.of(),
                7,
                values::put);
        assertThat(report.used()).isEqualTo(1);
        assertThat(report.missing()).containsExactly(new Missing("head", "fc.weight", "head.fc.weight"));
        assertThat(report.mismatched()).hasSize(1);
        assertThat(report.unexpected()).containsExactly("head.old");
        assertThat(values).hasSize(3);
        assertThat(values.get(body.parameters().get("a"))).containsExactly(0, 1);
        Parameter other = body.parameters().get("b");
        assertThat(values.get(other)).isEqualTo(InitialValues.of(7, "backbone.b", other));
    }

    @Test
    void partlyStillNeedsOneTensorThatFits() {
        PartKeys body = backbone("body", tensors().with("a", 2));
        assertThatThrownBy(() -> WeightsLoader.loadPartly(
                        WeightsFiles.counting("a", "2"), List.of(body), List.of(), 0, (p, v) -> {}))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("fix: the root of backbone in this file is '', that is none");
    }
}
