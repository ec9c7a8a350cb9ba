package io.vertebra.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.InputException;
import io.vertebra.api.error.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {
    @TempDir
    Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    @Test
    void leavesNoDraftWhenTheProcessEnds() throws IOException {
        Path file = folder.resolve("m.safetensors");
        SafetensorsWriter writer = SafetensorsWriter.storing(StoredType.F32).tensor("a", List.of(1L));
        assertThatThrownBy(() -> writer.write(file, key -> {
                    assertThat(folder).isNotEmptyDirectory();
                    Drafts.discardAll(); // what the end of the process does
                    assertThat(folder).isEmptyDirectory();
                    return new float[] {1};
                }))
                .isInstanceOf(InputException.class);

        Path other = folder.resolve("other.safetensors");
        SafetensorsWriter.storing(StoredType.F32).tensor("a", List.of(1L)).write(other, key -> new float[] {1});
        Drafts.discardAll();
        assertThat(files()).containsExactly(other);
    }

    @Test
    void writesWhatItReads() throws IOException {
        Path file = folder.resolve("m.safetensors");
        Files.writeString(file, "an older file");
        float[] large = new float[300_000];
        Random random = new Random(1);
        for (int i = 0; i < large.length; i++) {
            large[i] = (float) random.nextGaussian();
        }
        Map<String, float[]> all =
                Map.of("caf\u00e9 \"x\"\n", large, "scalar", new float[] {-0f}, "none", new float[0]);
        SafetensorsWriter.storing(StoredType.F32)
                .metadata("model", "tiny")
                .metadata("empty", "")
                .tensor("caf\u00e9 \"x\"\n", List.of(300L, 1000L))
                .tensor("scalar", List.of())
                .tensor("none", List.of(0L, 3L))
                .write(file, all::get);
        try (SafetensorsSource source = SafetensorsSource.open(file)) {
            assertThat(source.metadata()).containsExactly(Map.entry("model", "tiny"), Map.entry("empty", ""));
            assertThat(source.tensors())
                    .containsExactly(
                            Map.entry("caf\u00e9 \"x\"\n", new TensorInfo(List.of(300L, 1000L), StoredType.F32)),
                            Map.entry("scalar", new TensorInfo(List.of(), StoredType.F32)),
                            Map.entry("none", new TensorInfo(List.of(0L, 3L), StoredType.F32)));
            all.forEach((key, values) -> assertThat(source.read(key)).isEqualTo(values));
            assertThat(Float.floatToIntBits(source.read("scalar")[0])).isEqualTo(0x80000000);
        }
        assertThat(files()).containsExactly(file);
    }

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        Path file = folder.resolve("m.safetensors");
        SafetensorsWriter.storing(StoredType.F16).tensor("w", List.of(2L)).write(file, key -> new float[] {1, -2});
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getLong()).isEqualTo(56);
        byte[] header = new byte[56];
        bytes.get(header);
        assertThat(new String(header, StandardCharsets.UTF_8))
                .isEqualTo("{\"w\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}  ");
        assertThat(bytes.getInt()).isEqualTo(0xc0003c00);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void everyHalfFloatComesBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float half = SmallFloats.half(bits);
            if (!Float.isNaN(half)) {
                assertThat(SmallFloats.toHalf(half)).isEqualTo((short) bits);
            }
            float brain = Float.intBitsToFloat(bits << 16);
            if (!Float.isNaN(brain)) {
                assertThat(SmallFloats.toBfloat16(brain)).isEqualTo((short) bits);
            }
        }
        assertThat(SmallFloats.half(SmallFloats.toHalf(Float.NaN))).isNaN();
        assertThat(Float.intBitsToFloat(SmallFloats.toBfloat16(Float.NaN) << 16))
                .isNaN();
    }

    @Test
    void roundsToTheNearestAndTiesToEven() {
        assertThat(SmallFloats.toHalf(1 + 0x1p-11f)).isEqualTo((short) 0x3c00);
        assertThat(SmallFloats.toHalf(1 + 0x1.8p-10f)).isEqualTo((short) 0x3c02);
        assertThat(SmallFloats.toHalf(1 + 0x1.01p-11f)).isEqualTo((short) 0x3c01);
        assertThat(SmallFloats.toHalf(0x1p-25f)).isEqualTo((short) 0);
        assertThat(SmallFloats.toHalf(0x1.8p-24f)).isEqualTo((short) 2);
        assertThat(SmallFloats.toHalf(65519.996f)).isEqualTo((short) 0x7bff);
        assertThat(SmallFloats.toHalf(65520)).isEqualTo((short) 0x7c00);
        assertThat(SmallFloats.toBfloat16(Float.intBitsToFloat(0x3f808000))).isEqualTo((short) 0x3f80);
        assertThat(SmallFloats.toBfloat16(Float.intBitsToFloat(0x3f818000))).isEqualTo((short) 0x3f82);
    }

    @Test
    void aValueThatDoesNotFitIsRefusedAndNothingStaysBehind() throws IOException {
        Path file = folder.resolve("m.safetensors");
        SafetensorsWriter writer = SafetensorsWriter.storing(StoredType.F16).tensor("w", List.of(2L));
        assertThatThrownBy(() -> writer.write(file, key -> new float[] {Float.POSITIVE_INFINITY, 70000}))
                .isInstanceOf(InputException.class)
                .hasMessage(file + """
                                : the values of 'w' fit F16 [I-007]
                                    received: 70000.0
                                    fix: single precision""");
        assertThat(files()).isEmpty();
    }

    @Test
    void aFaultOfTheValuesPassesThroughAndLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("m.safetensors"), "old");
        SafetensorsWriter writer = SafetensorsWriter.storing(StoredType.F32).tensor("w", List.of(2L));
        assertThatThrownBy(() -> writer.write(file, key -> {
                    throw WeightsFaults.corrupt("source", "broken", null);
                }))
                .hasMessageStartingWith("source: broken");
        assertThatThrownBy(() -> writer.write(file, key -> new float[3]))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("received: 'w' with 3");
        assertThat(files()).containsExactly(file);
        assertThat(file).hasContent("old");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Path file = folder.resolve("no/m.safetensors");
        assertThatThrownBy(() -> SafetensorsWriter.storing(StoredType.F32).write(file, key -> new float[0]))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file + ": the weights cannot be written here [I-007]\n    received: NoSuchFile")
                .hasMessageEndingWith("fix: a file in a folder that exists, may be written and has room");
    }

    @Test
    void otherTypesAndDoubleKeysAreTheCallersMistake() {
        assertThatThrownBy(() -> SafetensorsWriter.storing(StoredType.I8))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("received: I8");
        assertThatThrownBy(() -> SafetensorsWriter.storing(StoredType.F32)
                        .tensor("w", List.of(1L))
                        .tensor("w", List.of(2L)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("received: 'w'");
    }
}
