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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TIFFs that are not read, with the words for it. */
class TiffRefusalTest {
    private static final String AGAIN =
            "\n    fix: copy or download it again, or open it in an image program and save it anew";
    private static final String LARGE =
            "\n    fix: make it smaller; a Java program may give PhotoReader a higher limit";
    private static final String TIFF_RULE = """
            x.tif: a TIFF must be grey, RGB, YCbCr, CMYK or with a palette, of whole numbers with up to 16 bits, and plain or \
            compressed by CCITT, LZW, deflate, PackBits or JPEG [I-003]
                received: %s
                fix: save it as PNG""";

    private final PhotoReader reader = new PhotoReader();

    @ParameterizedTest
    @CsvSource({
        "float.tif, floating-point samples",
        "grey32.tif, samples of 32 bits",
        "lab.tif, photometric interpretation 8",
        "rgb-zstd.tif, compression 50000"
    })
    void tiffOfARareKind(String name, String received) throws IOException {
        byte[] data = bytes(name);
        refused(() -> reader.read(data, "x.tif"), ErrorCode.IMAGE_FORMAT, TIFF_RULE.formatted(received));
    }

    @Test
    void hugeTiff() throws IOException {
        byte[] data = tiff("grey4.tif", 256, 1 << 15);
        tag(data, 257, 1 << 15);
        refused(() -> reader.read(data, "x.tif"), ErrorCode.IMAGE_TOO_LARGE, """
                x.tif: an image must have at most 100 megapixels [I-005]
                    received: 32768x32768, 1073.741824 megapixels""" + LARGE);
    }

    @Test
    void hugeTilesOfATiff() throws IOException {
        byte[] data = tiff("tiled-def.tif", 322, 65520);
        tag(data, 323, 65520);
        refused(() -> reader.read(data, "x.tif"), ErrorCode.IMAGE_TOO_LARGE, """
                x.tif: an image must have at most 100 megapixels [I-005]
                    received: 65520x65520, 4292.8704 megapixels""" + LARGE);
    }

    @Test
    void hugeJpegInATiff() throws IOException {
        byte[] data = bytes("rgb-jpeg.tif");
        int frame = Forge.indexOf(data, 0xFF, 0xC0);
        Arrays.fill(data, frame + 5, frame + 9, (byte) 0xFF);
        refused(() -> reader.read(data, "x.tif"), ErrorCode.IMAGE_TOO_LARGE, """
                x.tif: an image must have at most 100 megapixels [I-005]
                    received: 65535x65535, 4294.836225 megapixels""" + LARGE);
    }

    @Test
    void tiffThatUnpacksToHundredsOfTimesItsSize() throws IOException {
        byte[] data = tiff("bit-group4.tif", 256, 9999);
        tag(data, 257, 9999);
        tag(data, 278, 9999);
        refused(() -> reader.read(data, "x.tif"), ErrorCode.IMAGE_TOO_LARGE, """
                x.tif: a TIFF or WebP must not unpack to hundreds of times its size [I-005]
                    received: one that does, as pictures of a single colour do
                    fix: save it as PNG""");
    }

    @Test
    void tiffOfNoSize() throws IOException {
        corrupt(tiff("grey4.tif", 256, 0), "x.tif", "a TIFF header for 0x23 pixels");
    }

    @Test
    void aDirectoryOutsideTheFile() {
        byte[] data = ByteBuffer.allocate(100)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("II*\0".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(-8)
                .array();
        corrupt(data, "x.tif", "100 bytes of a TIFF that goes on");
    }

    @Test
    void aListLongerThanAnyPictureNeeds() throws IOException {
        byte[] data = Arrays.copyOf(bytes("grey4.tif"), 1 << 22);
        ByteBuffer file = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        file.putShort(12, (short) 1).putInt(14, 1 << 21);
        corrupt(data, "x.tif", "a TIFF with a list of 2097152 numbers");
    }

    @Test
    void jpegStripsOneOverTheOther() throws IOException {
        byte[] strips = bytes("rgb-jpeg.tif");
        byte[] data = Arrays.copyOf(strips, strips.length + 64);
        ByteBuffer file = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        tag(data, 278, 12);
        long start = list(file, 273, strips.length);
        list(file, 279, strips.length + 32);
        int length = strips.length - (int) start;
        file.putInt(strips.length, (int) start).putInt(strips.length + 4, 9);
        file.putInt(strips.length + 32, length).putInt(strips.length + 36, data.length - 9);
        corrupt(data, "x.tif", "a TIFF whose strips or tiles overlap");
    }

    private static byte[] tiff(String name, int tag, int value) throws IOException {
        byte[] data = bytes(name);
        tag(data, tag, value);
        return data;
    }

    /** Sets a number in the first directory of a little-endian TIFF. */
    private static void tag(byte[] data, int tag, int value) {
        ByteBuffer file = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        int directory = file.getInt(4);
        int entries = file.getShort(directory);
        for (int at = directory + 2; at < directory + 2 + 12 * entries; at += 12) {
            if ((file.getShort(at) & 0xFFFF) == tag) {
                file.putShort(at + 2, (short) 4).putInt(at + 4, 1).putInt(at + 8, value);
                return;
            }
        }
        throw new IllegalArgumentException("no tag " + tag);
    }

    /** Makes a tag a list of two numbers that stands there; gives its number before. */
    private static long list(ByteBuffer file, int tag, int at) {
        int directory = file.getInt(4);
        for (int entry = directory + 2; ; entry += 12) {
            if ((file.getShort(entry) & 0xFFFF) == tag) {
                long before = file.getShort(entry + 2) == 3 ? file.getShort(entry + 8) : file.getInt(entry + 8);
                file.putShort(entry + 2, (short) 4).putInt(entry + 4, 2).putInt(entry + 8, at);
                return before;
            }
        }
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
