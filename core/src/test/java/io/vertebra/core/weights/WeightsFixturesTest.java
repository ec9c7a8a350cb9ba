package io.vertebra.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.management.ThreadMXBean;
import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files written by the reference library and hostile ones, with the verdict and the values that they must have. */
class WeightsFixturesTest {
    private static final int LOAD = 23;
    private static final int REJECT = 65;
    private static final int EITHER = 6;
    private static final long MOST_BYTES = 64L << 20;

    @TempDir
    Path folder;

    static List<String> files(String expected) {
        JsonObject manifest = json("manifest.json");
        return StreamSupport.stream(manifest.getAsJsonArray("files").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(file -> file.get("expected").getAsString().equals(expected))
                .map(file -> file.get("file").getAsString())
                .toList();
    }

    static Stream<String> good() {
        return files("load").stream();
    }

    static Stream<String> hostile() {
        return files("reject").stream();
    }

    static Stream<String> undecided() {
        return files("either").stream();
    }

    private static JsonObject json(String name) {
        return JsonParser.parseString(new String(WeightsFiles.resource(name), StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    private Path copy(String name) throws IOException {
        return Files.write(folder.resolve(name), WeightsFiles.resource(name));
    }

    @Test
    void nothingIsLeftOut() {
        assertThat(files("load")).hasSize(LOAD);
        assertThat(files("reject")).hasSize(REJECT);
        assertThat(files("either")).hasSize(EITHER);
    }

    @ParameterizedTest
    @MethodSource("good")
    void loadsWithExactValues(String name) throws IOException {
        try (TensorSource file = TensorSources.open(copy(name));
                TensorSource memory = TensorSources.open(name, Content.of(WeightsFiles.resource(name)))) {
            assertThat(memory.tensors()).isEqualTo(file.tensors());
            assertThat(memory.parameters()).isEqualTo(file.parameters());
            requireExpected(name, file);
            requireExpected(name, memory);
        }
    }

    /**
     * This file is zip-state-dict.pth packed anew: its storages are equal byte by byte. Its own expectation was written after a
     * training step had moved two tensors in memory, so that it describes another file.
     */
    private static String expectation(String name) {
        return (name.equals("zip-other-root.pth") ? "zip-state-dict.pth" : name) + ".json";
    }

    private static void requireExpected(String name, TensorSource source) {
        JsonObject tensors = json(expectation(name)).getAsJsonObject("tensors");
        assertThat(source.tensors().keySet()).isEqualTo(tensors.keySet());
        for (String key : tensors.keySet()) {
            JsonObject tensor = tensors.getAsJsonObject(key);
            TensorInfo info = source.tensors().get(key);
            assertThat(info.shape())
                    .as(key)
                    .isEqualTo(tensor.getAsJsonArray("shape").asList().stream()
                            .map(JsonElement::getAsLong)
                            .toList());
            assertThat(info.stored()).as(key).isEqualTo(type(tensor.get("dtype").getAsString()));
            assertThat(unsignedZeros(source.read(key)))
                    .as(key)
                    .containsExactly(values(tensor.getAsJsonArray("values")));
        }
    }

    /** The fixtures name types as PyTorch does. */
    private static StoredType type(String name) {
        return switch (name) {
            case "bfloat16" -> StoredType.BF16;
            case "float8_e4m3fn" -> StoredType.F8_E4M3;
            case "float8_e5m2" -> StoredType.F8_E5M2;
            case "bool" -> StoredType.BOOL;
            default -> StoredType.valueOf(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.replaceAll("[a-z]", ""));
        };
    }

    @ParameterizedTest
    @MethodSource("undecided")
    void loadsRightlyOrRefusesWithACode(String name) throws IOException {
        Path file = copy(name);
        LoadException fault = catchThrowableOfType(LoadException.class, () -> {
            try (TensorSource source = TensorSources.open(file)) {
                if (WeightsFixturesTest.class.getResource("/weights/" + name + ".json") != null) {
                    requireExpected(name, source);
                }
            }
        });
        if (fault != null) {
            requireCoded(fault, file);
        }
    }

    /** The expected values are written as decimals, where zero has no sign. */
    private static float[] unsignedZeros(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] += 0f;
        }
        return values;
    }

    private static float[] values(JsonArray array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (array.get(i).getAsString()) {
                case "inf" -> Float.POSITIVE_INFINITY;
                case "-inf" -> Float.NEGATIVE_INFINITY;
                case "nan" -> Float.NaN;
                default -> (float) array.get(i).getAsDouble();
            };
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void rejectsWithACodeThePlaceAndAFix(String name) throws IOException {
        Path file = copy(name);
        Path marker = Path.of(
                Objects.requireNonNullElse(System.getenv("TMPDIR"), System.getProperty("java.io.tmpdir")),
                "vertebra-marker");
        assertThat(marker).doesNotExist();
        LoadException fault = catchThrowableOfType(LoadException.class, () -> TensorSources.open(file));
        assertThat(marker).doesNotExist();
        assertThat(fault).as(name).isNotNull();
        requireCoded(fault, file);
    }

    private static void requireCoded(LoadException fault, Path file) {
        Problem problem = fault.problems().get(0);
        assertThat(problem.code()).isIn(ErrorCode.WEIGHTS_CORRUPT, ErrorCode.WEIGHTS_FORMAT);
        assertThat(fault.getMessage()).startsWith(file + ": ").hasSizeLessThan(1000);
        assertThat(problem.fix()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aSmallFileCostsLittleMemory(String name) {
        byte[] bytes = WeightsFiles.resource(name);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        catchThrowableOfType(LoadException.class, () -> TensorSources.open(name, Content.of(bytes)));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isBetween(1L, MOST_BYTES);
    }

    @Test
    void keepsTheMetadata() throws IOException {
        try (SafetensorsSource file = SafetensorsSource.open(copy("metadata.safetensors"))) {
            assertThat(file.metadata())
                    .containsExactly(
                            Map.entry("format", "pt"), Map.entry("author", "test \u00fc"), Map.entry("empty", ""));
        }
    }

    @Test
    void namesTheTypeThatIsNotRead() {
        byte[] content = WeightsFiles.resource("hostile-unknown-dtype.safetensors");
        LoadException fault =
                catchThrowableOfType(LoadException.class, () -> SafetensorsSource.of("w.safetensors", content));
        assertThat(fault).hasMessage("""
                        w.safetensors: tensor 'w' has a type that is not read [W-003]
                            received: 'Q99'
                            fix: convert it to one of F64, F32, F16, BF16, F8_E4M3, F8_E5M2, I64, I32, I16, I8, U64, U32, U16, U8, BOOL""");
    }
}
