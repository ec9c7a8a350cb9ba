package io.vertebra.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsSourceTest {
    private static final String HEADER = """
            {"b":{"dtype":"F32","shape":[2],"data_offsets":[8,16]},"a":{"shape":[1,2],"data_offsets":[0,8],"dtype":"F32"}}""";

    private static final byte[] GOOD = WeightsFiles.safetensors(HEADER, WeightsFiles.floats(1, 2, 3, 4));

    @TempDir
    Path folder;

    private static Throwable opening(byte[] content) {
        return catchThrowable(() -> SafetensorsSource.of("w.safetensors", content));
    }

    @Test
    void keepsTheHeadersOrderAndReadsByOffset() throws IOException {
        Path file = Files.write(folder.resolve("w.safetensors"), GOOD);
        try (SafetensorsSource source = SafetensorsSource.open(file)) {
            assertThat(source.name()).isEqualTo(file.toString());
            assertThat(source.tensors().keySet()).containsExactly("b", "a");
            assertThat(source.tensors().get("a")).isEqualTo(new TensorInfo(List.of(1L, 2L), StoredType.F32));
            assertThat(source.read("b")).containsExactly(3, 4);
            assertThat(source.read("a")).containsExactly(1, 2);
        }
    }

    @Test
    void aFileCutInHalfSaysHowMuchIsThere() {
        byte[] data = new byte[64];
        byte[] whole =
                WeightsFiles.safetensors("{\"w\":{\"dtype\":\"F32\",\"shape\":[16],\"data_offsets\":[0,64]}}", data);
        assertThat(opening(Arrays.copyOf(whole, whole.length - 32)))
                .isInstanceOf(LoadException.class)
                .hasMessage("""
                        w.safetensors: the file is cut off: its header describes 64 bytes of tensors [W-002]
                            received: 32 bytes
                            fix: copy or download the file again and compare its SHA-256""");
        assertThat(opening(Arrays.copyOf(whole, whole.length / 4))).hasMessage("""
                        w.safetensors: the file is cut off inside its header of 56 bytes [W-002]
                            received: 24 bytes
                            fix: copy or download the file again and compare its SHA-256""");
    }

    @Test
    void everyShorterFileIsRejected() {
        for (int length = 0; length < GOOD.length; length++) {
            assertThat(opening(Arrays.copyOf(GOOD, length)))
                    .as("%d bytes", length)
                    .isInstanceOf(LoadException.class);
        }
    }

    @Test
    void noChangedByteOfTheHeaderEndsInAnotherException() {
        int rejected = 0;
        for (int at = 0; at < GOOD.length - 16; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] changed = GOOD.clone();
                changed[at] = (byte) value;
                Throwable fault = opening(changed);
                if (fault != null) {
                    assertThat(fault).as("%d at %d", value, at).isInstanceOf(LoadException.class);
                    rejected++;
                }
            }
        }
        assertThat(rejected).isGreaterThan(25_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":1}} | tensor 'a' has dtype, shape and data_offsets only [W-002]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}} | tensor 'a' has dtype, shape and two data_offsets [W-002]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,9]}} | tensor 'a' has at most 2 numbers in data_offsets [W-002]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} | tensor 'a' of shape [3] and type F32 takes 12 bytes [W-002]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | the tensors must fill the file: they end at 4 [W-002]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | tensors must follow each other, and 'a' leaves a hole before it [W-002]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}} | the header holds a whole number from 0 at '$.a.shape[1]' [W-002]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":\"2\",\"data_offsets\":[0,8]}} | the header holds an array at '$.a.shape' [W-002]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} {} | the header must be JSON in UTF-8 [W-002]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},} | the header must be JSON in UTF-8 [W-002]",
                "{'a':{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | the header must be JSON in UTF-8 [W-002]",
                "[1] | the header must begin with { [W-002]",
            })
    void saysWhichRuleIsBroken(String header, String rule) {
        assertThat(opening(WeightsFiles.safetensors(header, new byte[8])))
                .isInstanceOf(LoadException.class)
                .hasMessageStartingWith("w.safetensors: " + rule);
    }

    @Test
    void aNameCannotWriteToTheTerminal() {
        String key = "x\\u001b[2J\\u202e" + "y".repeat(200);
        byte[] content = WeightsFiles.safetensors(
                "{\"%s\":{\"dtype\":\"X\",\"shape\":[],\"data_offsets\":[0,0]}}".formatted(key), new byte[0]);
        assertThat(opening(content)).hasMessageContaining("tensor 'x?[2J?" + "y".repeat(94) + "...' has");
    }

    @Test
    void readsBehindTwoGibibytes() throws IOException {
        long far = (1L << 31) + 4096;
        String header =
                "{\"big\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[0,%d]},\"last\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[%d,%d]}}"
                        .formatted(far, far, far, far + 8);
        byte[] head = WeightsFiles.safetensors(header, new byte[0]);
        Path file = folder.resolve("sparse.safetensors");
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            out.write(ByteBuffer.wrap(head));
            out.write(ByteBuffer.wrap(WeightsFiles.floats(5, 6)), head.length + far);
        }
        try (SafetensorsSource source = SafetensorsSource.open(file)) {
            assertThat(source.read("last")).containsExactly(5, 6);
            assertThatExceptionOfType(LoadException.class)
                    .isThrownBy(() -> source.read("big"))
                    .withMessageContaining("received: 'big' with 2147487744");
        }
    }

    @Test
    void aFileThatShrinksWhileItIsReadIsNoticed() throws IOException {
        Path file = Files.write(folder.resolve("w.safetensors"), GOOD);
        try (SafetensorsSource source = SafetensorsSource.open(file)) {
            Files.write(file, Arrays.copyOf(GOOD, GOOD.length - 8));
            assertThatThrownBy(() -> source.read("b"))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining(
                            "the file must not change while it is read: it had " + GOOD.length + " bytes");
        }
    }

    @Test
    void readsFilesWithoutWritePermission() throws IOException {
        Path file = Files.write(folder.resolve("w.safetensors"), GOOD);
        assertThat(file.toFile().setWritable(false)).isTrue();
        try (SafetensorsSource source = SafetensorsSource.open(file)) {
            assertThat(source.read("a")).containsExactly(1, 2);
        }
    }

    @Test
    void valuesAreTheCallersOwn() throws IOException {
        Path file = Files.write(folder.resolve("w.safetensors"), GOOD);
        try (SafetensorsSource source = SafetensorsSource.open(file)) {
            source.read("a")[0] = 99;
            assertThat(source.read("a")).containsExactly(1, 2);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(GOOD);
    }

    @Test
    void missingFilesFoldersAndUnknownKeysAreCoded() {
        Path nowhere = folder.resolve("nowhere.safetensors");
        assertThatThrownBy(() -> SafetensorsSource.open(nowhere))
                .isInstanceOf(LoadException.class)
                .hasMessage(nowhere + ": the weights file does not exist [W-001]\n    fix: state the path of a file");
        assertThatThrownBy(() -> SafetensorsSource.open(folder))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("[W-001]\n    received: a folder or device");
        SafetensorsSource source = SafetensorsSource.of("w.safetensors", GOOD);
        assertThatThrownBy(() -> source.read("c"))
                .isInstanceOf(UsageException.class)
                .hasMessage("""
                        w.safetensors: only tensors that the file lists can be read [U-001]
                            received: 'c'
                            fix: one of the keys of tensors()""");
    }

    @Test
    void readingAfterCloseIsCoded() throws IOException {
        SafetensorsSource source = SafetensorsSource.open(Files.write(folder.resolve("w.safetensors"), GOOD));
        source.close();
        assertThatThrownBy(() -> source.read("a"))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("[W-001]");
    }

    @Test
    void halfFloatsAreExact() {
        assertThat(SmallFloats.half(0x3c00)).isEqualTo(1);
        assertThat(SmallFloats.half(0x7bff)).isEqualTo(65504);
        assertThat(SmallFloats.half(0x0001)).isEqualTo(0x1p-24f);
        assertThat(SmallFloats.half(0x83ff)).isEqualTo(-1023 * 0x1p-24f);
        assertThat(SmallFloats.half(0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(SmallFloats.half(0x7e00)).isNaN();
        assertThat(SmallFloats.e4m3(0x7e)).isEqualTo(448);
        assertThat(SmallFloats.e4m3(0x81)).isEqualTo(-0x1p-9f);
        assertThat(SmallFloats.e4m3(0xff)).isNaN();
        assertThat(SmallFloats.unsigned(-1)).isEqualTo(0x1p64f);
    }
}
