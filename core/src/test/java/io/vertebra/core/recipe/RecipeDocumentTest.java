package io.vertebra.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.error.Location;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents written, read again, hashed and compared. */
class RecipeDocumentTest {
    private static final String RECIPE =
            """
            vars: {size: 64, note: "a ${b"}
            name: one
            recipe: 1
            task: classification
            backbone: {channels: ${size}, type: grid, note: "yes ${size} $${size}", drop-rate: 1e-3}
            neck: pyramid
            labels: [cat, "no", "07", on, "true", "a: b", "", "\\u00e9\\n\\u2028"]
            """.replace("channels: ${size}", "channels: \"${size}\"").replace(", note: \"a ${b\"", "");

    @Test
    void theYamlIsOrderedAndReadsBack() {
        RecipeDocument document = document(RECIPE);

        assertThat(document.yaml()).isEqualTo("""
                recipe: 1
                name: one
                task: classification
                backbone:
                  channels: 64
                  type: grid
                  note: "yes 64 $${size}"
                  drop-rate: 0.001
                neck: pyramid
                labels: [cat, no, "07", on, "true", "a: b", "", "é\\n\\u2028"]
                """);
        assertThat(document(document.yaml()).yaml()).isEqualTo(document.yaml());
        assertThat(document(document.yaml()).hash()).isEqualTo(document.hash());
    }

    @Test
    void originsNameTheFileThatStatedEachValue(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("base.yaml"), """
                recipe: 1
                task: classification
                vars:
                  width: 32
                backbone:
                  type: grid
                  channels: ${width}
                  blocks:
                    - 1
                neck: [{type: pyramid, levels: [c3]}]
                """);
        RecipeSource source = new RecipeSource("mine.yaml", """
                name: mine
                extends: ./base.yaml
                backbone: {note: n, blocks: {$append: [2]}}
                """, folder);

        assertThat(reader().document(source, Map.of("head.classes", 3)).yamlWithOrigins())
                .isEqualTo("""
                recipe: 1             # base.yaml:1
                name: mine            # mine.yaml:1
                task: classification  # base.yaml:2
                backbone:             # mine.yaml:3
                  type: grid          # base.yaml:6
                  channels: 32        # base.yaml:4
                  blocks: [1, 2]      # mine.yaml:3
                  note: n             # mine.yaml:3
                neck:                 # base.yaml:10
                  - type: pyramid     # base.yaml:10
                    levels: [c3]      # base.yaml:10
                head:                 # --set head.classes
                  classes: 3          # --set head.classes
                """);
    }

    /** Pinned: a change of this value changes the identity of every recipe. */
    @Test
    void theHashIsPinned() {
        assertThat(CanonicalJson.of(
                        PlainValues.of(NormalForm.of(document(RECIPE).root()))))
                .isEqualTo(
                        "{\"backbone\":{\"channels\":64,\"drop-rate\":0.001,\"note\":\"yes 64 ${size}\",\"type\":\"grid\"},"
                                + "\"labels\":[\"cat\",\"no\",\"07\",\"on\",\"true\",\"a: b\",\"\",\"é\\n\u2028\"],\"name\":\"one\","
                                + "\"neck\":[{\"type\":\"pyramid\"}],\"recipe\":1,\"task\":{\"type\":\"classification\"}}");
        assertThat(document(RECIPE).hash())
                .isEqualTo("57347a93f136a9bee448b2e66997e0595deacfdbcf4bb38348f065b6f7048319");
    }

    @Test
    void theHashKnowsMeaningOnly() {
        String hash = document("recipe: 1\nbackbone: {type: grid, channels: 8, drop-rate: 1}\nneck: {type: a}\n")
                .hash();
        assertThat(document("""
                # a comment
                neck: [a]
                backbone:
                  drop-rate: 1.0
                  channels: 0x8
                  "type": 'grid'
                recipe: 01
                """).hash()).isEqualTo(hash);
        assertThat(document("recipe: 1\nbackbone: {type: grid, channels: 9, drop-rate: 1}\nneck: a\n")
                        .hash())
                .isNotEqualTo(hash);
        assertThat(document("recipe: 1\nbackbone: {type: grid, channels: \"8\", drop-rate: 1}\nneck: a\n")
                        .hash())
                .isNotEqualTo(hash);
    }

    @Test
    void numbersHaveTheFormOfEcmaScript() {
        assertThat(List.of(1.0, -2.5, 0.1, 1e21, 1e20, 123456789012345680.0, 1e-6, 1e-7, 1.5e-9, 2e-3, 5e-324))
                .map(Numbers::text)
                .containsExactly(
                        "1",
                        "-2.5",
                        "0.1",
                        "1e+21",
                        "100000000000000000000",
                        "123456789012345680",
                        "0.000001",
                        "1e-7",
                        "1.5e-9",
                        "0.002",
                        "5e-324");
        assertThat(List.of(2e23, 1.7976931348623157e308, 4.35, -0.0, 9007199254740993.0))
                .map(Numbers::text)
                .as("2e23 has more digits before Java 19")
                .containsExactly("2e+23", "1.7976931348623157e+308", "4.35", "0", "9007199254740992");
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(Numbers.text(value))).isEqualTo(value);
            }
        }
    }

    @Test
    void anyTreeReadsBackAsItWas() {
        Random random = new Random(11);
        for (int i = 0; i < 400; i++) {
            Map<String, @Nullable Object> tree = map(random, 4);
            Node node = new Fabric().node(tree);
            String yaml = YamlWriter.write((MapNode) node, random.nextBoolean());
            assertThat(PlainValues.of(document(yaml).root())).as(yaml).isEqualTo(tree);
        }
    }

    @Test
    void differencesAreTheValuesThatDiffer() {
        RecipeDocument left = document("""
                recipe: 1
                backbone: grid
                neck: [{type: a, levels: [c3, c4]}, b]
                labels: [x]
                """);
        RecipeDocument right = document("""
                labels: [x]
                recipe: 1
                neck: [{levels: [c3], type: a}]
                backbone: {type: grid, channels: 8}
                """);

        assertThat(left.differences(right))
                .containsExactly(
                        new RecipeDifference(
                                "neck.0.levels",
                                side("[c3, c4]", 3, 26, "neck.0.levels"),
                                side("[c3]", 3, 17, "neck.0.levels")),
                        new RecipeDifference("neck.1.type", side("b", 3, 37, "neck.1.type"), null),
                        new RecipeDifference("backbone.channels", null, side("8", 4, 34, "backbone.channels")));
        assertThat(left.differences(document(left.yaml()))).isEmpty();
        assertThat(right.values())
                .extracting(value -> value.path() + "=" + value.value())
                .containsExactly(
                        "recipe=1",
                        "backbone.type=grid",
                        "backbone.channels=8",
                        "neck.0.levels=[c3]",
                        "neck.0.type=a",
                        "labels=[x]");
    }

    private static RecipeValue side(String value, int line, int column, String path) {
        return new RecipeValue(path, value, new Location("r.yaml", line, column, path));
    }

    /** Keys and texts with everything that YAML gives a meaning. */
    private static String text(Random random) {
        String marks = "abc 0123.-+:#{}[],&*!|>'\"%@`?~$\\\n\t\r\u0007\u0085\u00a0\u00e9\u2028\ufeff";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(marks.charAt(random.nextInt(marks.length())));
        }
        return switch (random.nextInt(12)) {
            case 0 -> text + "\ud83d\ude00";
            case 1 ->
                List.of("no", "null", "~", "true", "0x1F", "1e3", ".inf", "<<", "---", "...", "-", "07", "a b")
                        .get(random.nextInt(13));
            case 2 -> "${" + text;
            case 3 -> "long ".repeat(300) + text;
            default -> text.toString();
        };
    }

    private static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 -> random.nextBoolean() ? random.nextGaussian() : (double) random.nextInt(5);
            case 4 ->
                List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 1e300)
                        .get(random.nextInt(5));
            case 5, 6 -> text(random);
            case 7 -> list(random, depth - 1);
            default -> map(random, depth - 1);
        };
    }

    private static List<@Nullable Object> list(Random random, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(value(random, depth));
        }
        return list;
    }

    private static Map<String, @Nullable Object> map(Random random, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            String key = text(random);
            if (!key.startsWith("$")) {
                map.put(key, value(random, depth));
            }
        }
        return map;
    }

    /** Java values as nodes, null included. */
    private static final class Fabric {
        private final Location at = new Location("f.yaml", 1, 1, null);

        Node node(@Nullable Object value) {
            if (value instanceof Map<?, ?> map) {
                Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
                map.forEach((key, one) -> entries.put(String.valueOf(key), new MapNode.Entry(at, node(one))));
                return new MapNode(at, entries);
            }
            if (value instanceof List<?> list) {
                List<Node> elements = new ArrayList<>();
                Collections.unmodifiableList(list).forEach(one -> elements.add(node(one)));
                return new ListNode(at, elements);
            }
            return new ScalarNode(at, value, String.valueOf(value));
        }
    }

    private static RecipeDocument document(String text) {
        return reader().document(new RecipeSource("r.yaml", text, null), Map.of());
    }

    private static RecipeReader reader() {
        return new RecipeReader(TestCatalog.create());
    }
}
