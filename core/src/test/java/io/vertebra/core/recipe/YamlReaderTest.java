package io.vertebra.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Well-formed, hostile and broken YAML. The manifest beside the files says what has to happen to each. */
@Timeout(60)
class YamlReaderTest {
    private static final String MARKS = "[]{}:,&*!|>'\"%@`#?-~ \t\n\\0xU9F.";
    private static final String FOLDER = "/io/vertebra/core/recipe/yaml";
    /** Null is no recipe; 2^63 has no Long. The manifest allows both refusals. */
    private static final Set<String> REFUSED = Set.of("empty.yaml", "comment-only.yaml", "integers.yaml");

    static List<JsonObject> cases() throws Exception {
        JsonObject manifest = JsonParser.parseString(Files.readString(folder().resolve("manifest.json")))
                .getAsJsonObject();
        return StreamSupport.stream(manifest.getAsJsonArray("files").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void filesAreReadOrRefusedAsTheManifestSays(JsonObject expected) throws Exception {
        String file = expected.get("file").getAsString();
        boolean mustLoad = expected.get("expected").getAsString().equals("load") && !REFUSED.contains(file);
        boolean mustRefuse = expected.get("expected").getAsString().equals("reject") || REFUSED.contains(file);
        byte[] bytes = Files.readAllBytes(folder().resolve(file));
        try {
            Node node = read(RecipeSource.decode(file, bytes, null));
            assertThat(mustRefuse).as("%s has to be refused", file).isFalse();
            compare(PlainValues.of(node), json(expected.get("value")));
        } catch (LoadException e) {
            assertThat(mustLoad)
                    .as("%s has to be read, but: %s", file, e.getMessage())
                    .isFalse();
            assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.at()).isNotNull().extracting(Location::file).isEqualTo(file);
                assertThat(problem.received()).isNotBlank();
                assertThat(problem.fix()).isNotBlank();
            });
        }
    }

    /** The manifest shortens two large values: a character many times, and of many keys the first and the last. */
    private static void compare(@Nullable Object actual, @Nullable Object expected) {
        if (expected instanceof String text && text.matches("x\\*[0-9]+")) {
            assertThat(actual).isEqualTo("x".repeat(Integer.parseInt(text.substring(2))));
        } else if (expected instanceof Map<?, ?> map && map.get("#count") instanceof Long count) {
            assertThat((Map<?, ?>) actual).hasSize(count.intValue());
            map.forEach((key, value) -> {
                if (!key.equals("#count")) {
                    assertThat(((Map<?, ?>) actual).get(key)).isEqualTo(value);
                }
            });
        } else if (expected instanceof Map<?, ?> map) {
            assertThat(((Map<?, ?>) actual).keySet()).isEqualTo(map.keySet());
            map.forEach((key, value) -> compare(((Map<?, ?>) actual).get(key), value));
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void theManifestNamesEachFileOfTheFolder() throws Exception {
        try (var files = Files.list(folder())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")))
                    .hasSize(64)
                    .containsExactlyInAnyOrderElementsOf(cases().stream()
                            .map(c -> c.get("file").getAsString())
                            .toList());
        }
    }

    @Test
    void wholeNumbersBeyond64BitsAreRefusedAndTheOthersKeepTheirValues() {
        LoadException e = failure(() -> read("a: 010\nb: 9223372036854775808\nc: -9223372036854775808\n"));

        assertThat(e).hasMessage("""
                r.yaml:2:4: b: whole numbers have at most 64 bits [R-105]
                    received: 9223372036854775808
                    fix: 9223372036854775807""");
        assertThat(PlainValues.of(read("a: 0x7fffffffffffffff\nb: -0\nc: +1.5e2\n")))
                .isEqualTo(Map.of("a", Long.MAX_VALUE, "b", 0L, "c", 150.0));
    }

    @Test
    void nodesKnowTheirPlacesAndPaths() {
        MapNode root =
                (MapNode) read("\uFEFFa: 1\n\"b b\":\n  - x\n  - {c: \uD83D\uDE00, d: *k}\n".replace("1", "&k 1"));
        ListNode list = (ListNode) root.find("b b").orElseThrow();
        MapNode map = (MapNode) list.elements().get(1);

        assertThat(root.entries().get("b b").keyAt()).isEqualTo(new Location("r.yaml", 2, 1, "b b"));
        assertThat(list.elements().get(0).at()).isEqualTo(new Location("r.yaml", 3, 5, "b b.0"));
        assertThat(map.entries().get("d").keyAt()).isEqualTo(new Location("r.yaml", 4, 12, "b b.1.d"));
        assertThat(map.find("d").orElseThrow().at())
                .as("an alias points to its anchor, where the value is mended")
                .isEqualTo(new Location("r.yaml", 1, 4, "b b.1.d"));
    }

    @Test
    void depthIsLimitedAlsoThroughAliases() {
        String deepest = "[".repeat(64) + "]".repeat(64);
        assertThatCode(() -> read(deepest)).doesNotThrowAnyException();
        assertThat(codes("[".repeat(65) + "]".repeat(65))).containsExactly(ErrorCode.RECIPE_LIMIT);
        String half = "[".repeat(40) + "]".repeat(40);
        assertThat(codes("a: &a " + half + "\nb: " + "[".repeat(30) + "*a" + "]".repeat(30)))
                .containsExactly(ErrorCode.RECIPE_LIMIT);
    }

    @Test
    void limitsNameThePlace() {
        assertThat(failure(() -> read("[".repeat(20_000) + "]".repeat(20_000)))).hasMessage("""
                r.yaml:1:65: maps and lists stand at most 64 deep in each other [R-003]
                    received: one more
                    fix: a shorter file""");
        assertThat(codes("{a: ".repeat(10_000) + "1" + "}".repeat(10_000))).containsExactly(ErrorCode.RECIPE_LIMIT);
        assertThat(codes("[".repeat(100_000))).containsExactly(ErrorCode.RECIPE_LIMIT);
        String block =
                IntStream.range(0, 700).mapToObj(i -> " ".repeat(i) + "k:\n").collect(Collectors.joining());
        assertThat(codes(block)).containsExactly(ErrorCode.RECIPE_LIMIT);
    }

    @Test
    void aHundredAliasesAreReadAndOneMoreIsRefused() {
        assertThat(((ListNode) ((MapNode) read("a: &a x\nb: [" + "*a, ".repeat(100) + "]"))
                                .find("b")
                                .orElseThrow())
                        .elements())
                .hasSize(100);
        assertThat(codes("a: &a x\nb: [" + "*a, ".repeat(101) + "]")).containsExactly(ErrorCode.RECIPE_LIMIT);
    }

    @Test
    void aMebibyteIsReadAndOneByteMoreIsRefused() {
        String full = "a: " + "x".repeat((1 << 20) - 3);
        assertThat(PlainValues.of(read(full))).isEqualTo(Map.of("a", full.substring(3)));
        assertThat(codes(full + "x")).containsExactly(ErrorCode.RECIPE_LIMIT);
        assertThat(codes("a: " + "\u00e9".repeat(1 << 19))).as("bytes count").containsExactly(ErrorCode.RECIPE_LIMIT);
        assertThat(failure(() -> RecipeSource.decode("r.yaml", new byte[(1 << 20) + 1], null))
                        .problems())
                .extracting(Problem::code)
                .containsExactly(ErrorCode.RECIPE_LIMIT);
    }

    @Test
    void twentyThousandKeysAreRead() {
        String text = IntStream.range(0, 20_000)
                .mapToObj(i -> "k" + i + ": " + i + "\n")
                .collect(Collectors.joining());
        assertThat(((MapNode) read(text)).entries()).hasSize(20_000);
    }

    @Test
    void hugeNumbersCostNoTime() {
        assertThat(codes("a: " + "9".repeat(1_000_000))).containsExactly(ErrorCode.OUT_OF_RANGE);
        assertThat(PlainValues.of(read("a: 1." + "9".repeat(1_000_000)))).isEqualTo(Map.of("a", 2.0));
    }

    @Test
    void defectsOfTheParserAreCodedToo() {
        LoadException e = failure(() -> read("a: 1\nb: \"\\UFFFFFFFF\"\n"));

        assertThat(e.problems()).extracting(Problem::code).containsExactly(ErrorCode.RECIPE_SYNTAX);
        assertThat(e.problems().get(0).at()).isEqualTo(new Location("r.yaml", 2, 1, null));
        assertThat(e).hasCauseInstanceOf(NumberFormatException.class);
    }

    /** Bytes are swapped, dropped and doubled; whatever comes out, nothing but the one exception may be thrown. */
    @Test
    void damagedFilesGiveCodedProblemsOnly() throws Exception {
        Random random = new Random(7);
        RecipeReader reader = new RecipeReader(TestCatalog.create());
        List<byte[]> seeds = new ArrayList<>();
        for (JsonObject one : cases()) {
            seeds.add(Files.readAllBytes(folder().resolve(one.get("file").getAsString())));
        }
        Path errors = Path.of(YamlReaderTest.class
                .getResource("/io/vertebra/core/recipe/errors")
                .toURI());
        seeds.add(Files.readAllBytes(errors.resolve("list-elements.yaml")));
        seeds.add(Files.readAllBytes(errors.resolve("input.yaml")));
        int refused = 0;
        for (int i = 0; i < 1_500; i++) {
            byte[] bytes = damaged(seeds.get(random.nextInt(seeds.size())), random);
            try {
                reader.read(RecipeSource.decode("r.yaml", bytes, null));
            } catch (LoadException e) {
                assertThat(e.problems()).isNotEmpty();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1_400);
    }

    private static byte[] damaged(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        for (int i = 0; i < 1 + random.nextInt(3) && bytes.length > 1; i++) {
            int at = random.nextInt(bytes.length);
            int from = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) MARKS.charAt(random.nextInt(MARKS.length()));
                case 1 -> bytes[at] = bytes[from];
                default -> System.arraycopy(bytes, Math.min(at, from), bytes, Math.max(at, from), 1);
            }
        }
        return bytes;
    }

    private static Node read(String text) {
        return read(new RecipeSource("r.yaml", text, null));
    }

    private static Node read(RecipeSource source) {
        Problems problems = new Problems(source.file());
        Node node = new YamlReader(source, problems).read().orElse(null);
        problems.throwIfAny();
        assertThat(node).isNotNull();
        return node;
    }

    private static LoadException failure(ThrowingCallable call) {
        return catchThrowableOfType(LoadException.class, call);
    }

    private static List<ErrorCode> codes(String text) {
        return failure(() -> read(text)).problems().stream().map(Problem::code).toList();
    }

    private static @Nullable Object json(JsonElement element) {
        if (element instanceof JsonObject object) {
            Map<String, Object> values = new LinkedHashMap<>();
            object.entrySet().forEach(entry -> values.put(entry.getKey(), json(entry.getValue())));
            return values;
        }
        if (element instanceof JsonArray array) {
            List<Object> values = new ArrayList<>();
            array.forEach(one -> values.add(json(one)));
            return values;
        }
        return element instanceof JsonPrimitive primitive ? json(primitive) : null;
    }

    private static Object json(JsonPrimitive primitive) {
        if (primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        String text = primitive.getAsString();
        if (primitive.isNumber()) {
            return text.matches("-?[0-9]+") ? (Object) Long.valueOf(text) : Double.valueOf(text);
        }
        return switch (text) {
            case "float:inf" -> Double.POSITIVE_INFINITY;
            case "float:-inf" -> Double.NEGATIVE_INFINITY;
            case "float:nan" -> Double.NaN;
            default -> text;
        };
    }

    private static Path folder() throws Exception {
        return Path.of(YamlReaderTest.class.getResource(FOLDER).toURI());
    }
}
