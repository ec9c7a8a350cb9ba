package io.vertebra.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files written by the reference library and hostile ones, with the verdict and the values that they must have. */
class SafetensorsFixturesTest {
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

    private static JsonObject json(String name) {
        return JsonParser.parseString(new String(WeightsFiles.resource(name), StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    private Path copy(String name) throws IOException {
        return Files.write(folder.resolve(name), WeightsFiles.resource(name));
    }

    @Test
    void nothingIsLeftOut() {
        assertThat(files("load")).hasSize(7);
        assertThat(files("reject")).hasSize(25);
    }

    @ParameterizedTest
    @MethodSource("good")
    void loadsWithExactValues(String name) throws IOException {
        JsonObject expected = json(name + ".json");
        JsonObject tensors = expected.getAsJsonObject("tensors");
        try (TensorSource file = TensorSources.open(copy(name));
                TensorSource memory = SafetensorsSource.of(name, WeightsFiles.resource(name))) {
            assertThat(file.tensors().keySet()).isEqualTo(tensors.keySet());
            assertThat(memory.tensors()).isEqualTo(file.tensors());
            for (String key : tensors.keySet()) {
                JsonObject tensor = tensors.getAsJsonObject(key);
                assertThat(file.tensors().get(key).shape())
                        .as(key)
                        .isEqualTo(tensor.getAsJsonArray("shape").asList().stream()
                                .map(JsonElement::getAsLong)
                                .toList());
                float[] values = values(tensor.getAsJsonArray("values"));
                assertThat(unsignedZeros(file.read(key))).as(key).containsExactly(values);
                assertThat(unsignedZeros(memory.read(key))).as(key).containsExactly(values);
            }
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
        LoadException fault = catchThrowableOfType(LoadException.class, () -> SafetensorsSource.open(file));
        assertThat(fault).as(name).isNotNull();
        Problem problem = fault.problems().get(0);
        assertThat(problem.code()).isIn(ErrorCode.WEIGHTS_CORRUPT, ErrorCode.WEIGHTS_FORMAT);
        assertThat(fault.getMessage()).startsWith(file + ": ");
        assertThat(problem.fix()).isNotEmpty();

        assertThat(catchThrowableOfType(LoadException.class, () -> TensorSources.open(file)))
                .hasMessage(fault.getMessage());
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
