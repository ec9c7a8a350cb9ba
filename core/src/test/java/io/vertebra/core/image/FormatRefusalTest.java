package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GIF, BMP, WebP and TIFF that are not read, with the words for it. */
class FormatRefusalTest {
    private static final String AGAIN =
            "\n    fix: copy or download it again, or open it in an image program and save it anew";
    private static final String LARGE =
            "\n    fix: make it smaller; a Java program may give PhotoReader a higher limit";
    private final PhotoReader reader = new PhotoReader();

    static List<String> files() throws IOException {
        return FormatsTest.exact().stream().map(line -> line.split(" ")[0]).toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void truncatedAnywhere(String name) throws IOException {
        byte[] whole = bytes(name);
        for (int length = 24; length < whole.length; length += Math.max(1, whole.length / 100)) {
            byte[] part = Arrays.copyOf(whole, length);
            if (length >= endOfFirstPicture(name, whole.length)) {
                assertThat(reader.read(part, name).size().width()).isEqualTo(31);
            } else {
                assertThatThrownBy(() -> reader.read(part, name))
                        .as("the first %d bytes", length)
                        .isInstanceOf(InputException.class)
                        .hasMessageStartingWith(name + ": the image must be whole [I-004]\n    received: ")
                        .hasMessageEndingWith(AGAIN);
            }
        }
    }

    /** What lies behind it is not read. */
    private static int endOfFirstPicture(String name, int length) {
        return switch (name) {
            case "anim.gif" -> 925;
            case "pages.tif" -> 2411;
            default -> name.endsWith(".gif") ? length - 1 : length;
        };
    }

    /** Whatever the bytes are, the answer is a photo or an InputException. */
    @ParameterizedTest
    @MethodSource("files")
    void damagedAnywhere(String name) throws IOException {
        byte[] whole = bytes(name);
        PhotoReader small = new PhotoReader(100_000);
        Random random = new Random(1);
        int refused = 0;
        for (int round = 0; round < 120; round++) {
            byte[] data = whole.clone();
            int from = round % 2 == 0 ? Math.min(300, data.length) : data.length;
            for (int i = 0; i < 1 + round % 3; i++) {
                data[8 + random.nextInt(from - 8)] = (byte) random.nextInt(256);
            }
            try {
                small.read(data, name);
            } catch (InputException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void bmpOfARareKind() throws IOException {
        byte[] data = bytes("rgb24.bmp");
        data[30] = 4;
        refused(() -> reader.read(data, "x.bmp"), ErrorCode.IMAGE_FORMAT, """
                x.bmp: a BMP must have 1, 4, 8, 16, 24 or 32 bits a pixel and no compression but run lengths [I-003]
                    received: 24 bits, compression 4
                    fix: save it as PNG""");
    }

    /** Offsets of 16-bit sizes, little-endian, of which all bits are set. */
    @ParameterizedTest
    @CsvSource({
        "two.gif, 6, 2, '65535x65535, 4294.836225'",
        "two.gif, 30, 2, '65535x65535, 4294.836225'",
        "lossy.webp, 26, 2, '16383x16383, 268.402689'",
        "os2.bmp, 18, 2, '65535x65535, 4294.836225'"
    })
    void hugeByItsHeader(String name, int at, int numbers, String received) throws IOException {
        byte[] data = bytes(name);
        Arrays.fill(data, at, at + 2 * numbers, (byte) 0xFF);
        refused(
                () -> reader.read(data, name),
                ErrorCode.IMAGE_TOO_LARGE,
                name + ": an image must have at most 100 megapixels [I-005]\n    received: " + received + " megapixels"
                        + LARGE);
    }

    @ParameterizedTest
    @CsvSource({
        "two.gif, 30, 2, a GIF header for 0x23 pixels",
        "rgb24.bmp, 18, 4, a BMP header for 0x23 pixels",
        "rgb24.bmp, 22, 4, a BMP header for 31x0 pixels",
        "lossy.webp, 26, 2, a WebP header for 0x23 pixels"
    })
    void ofNoSize(String name, int at, int length, String received) throws IOException {
        byte[] data = bytes(name);
        Arrays.fill(data, at, at + length, (byte) 0);
        corrupt(data, name, received);
    }

    @Test
    void gifWithoutAPicture() throws IOException {
        byte[] data = bytes("two.gif");
        data[Forge.indexOf(data, ',', 0, 0, 0, 0)] = ';';
        corrupt(data, "x.gif", "a GIF without a picture in it");
    }

    @Test
    void webpWithoutAPicture() throws IOException {
        byte[] data = bytes("lossy.webp");
        data[15] = 'Z';
        corrupt(data, "x.webp", "a WebP without a picture in it");
    }

    @Test
    void webpWhoseCanvasIsSmallerThanItsPicture() throws IOException {
        byte[] data = bytes("framed.webp");
        Arrays.fill(data, 24, 30, (byte) 0);
        corrupt(data, "x.webp", "a WebP whose picture has another size than its header says");
    }

    /** In a chain of frames within frames, each is looked at once, without going deeper. */
    @Test
    void webpOfFramesWithinFrames() {
        int depth = 100_000;
        ByteBuffer data = ByteBuffer.allocate(12 + 24 * depth).order(ByteOrder.LITTLE_ENDIAN);
        data.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(data.capacity() - 8);
        data.put("WEBP".getBytes(StandardCharsets.US_ASCII));
        while (data.hasRemaining()) {
            data.put("ANMF".getBytes(StandardCharsets.US_ASCII)).putInt(data.remaining() - 4);
            data.put(new byte[16]);
        }
        corrupt(data.array(), "x.webp", "a WebP without a picture in it");
    }

    /** Behind its end the decoder would take zeros for data, for minutes. */
    @Test
    void webpWhoseDataEndsBeforeThePicture() throws IOException {
        byte[] data = bytes("alphall.webp");
        int from = Forge.indexOf(data, 'V', 'P', '8', 'L');
        byte[] part = Arrays.copyOf(data, from + 8 + 200);
        ByteBuffer header = ByteBuffer.wrap(part).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(4, part.length - 8).putInt(from + 4, 200);
        corrupt(part, "x.webp", "the data ends before the picture does");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 255})
    void gifWithCodesOfAnImpossibleLength(int bits) throws IOException {
        byte[] data = bytes("two.gif");
        data[Forge.indexOf(data, ',', 0, 0, 0, 0) + 10] = (byte) bits;
        corrupt(data, "x.gif", "a GIF with codes of " + bits + " bits");
    }

    /** A BMP may name a file on disk as its colour profile; it is not opened. */
    @Test
    void aLinkedProfileIsNotOpened() throws IOException {
        byte[] data = bytes("v5.bmp");
        byte[] expected = reader.read(data, "x.bmp").rgb();
        byte[] linked = data.clone();
        System.arraycopy("KNIL".getBytes(StandardCharsets.US_ASCII), 0, linked, 70, 4);
        assertThat(reader.read(linked, "x.bmp").rgb()).isEqualTo(expected);
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(FormatsTest.file(name));
    }

    private void corrupt(byte[] data, String name, String received) {
        refused(
                () -> reader.read(data, name),
                ErrorCode.IMAGE_CORRUPT,
                name + ": the image must be whole [I-004]\n    received: " + received + AGAIN);
    }

    private static void refused(ThrowingCallable call, ErrorCode code, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InputException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(code))
                .hasMessage(message);
    }
}
