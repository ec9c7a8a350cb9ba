package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every image that is not read, with the words for it. */
class RefusalTest {
    private static final String AGAIN =
            "\n    fix: copy or download it again, or open it in an image program and save it anew";

    private final PhotoReader reader = new PhotoReader();

    @TempDir
    Path folder;

    @Test
    void missing() {
        Path file = folder.resolve("nowhere.jpg");
        refused(() -> reader.read(file), ErrorCode.IMAGE_UNREADABLE, """
                %s: the image file must exist [I-001]
                    received: no such file
                    fix: check the path""".formatted(file));
    }

    @Test
    void folder() {
        refused(() -> reader.read(folder), ErrorCode.IMAGE_UNREADABLE, """
                %s: an image is a file, not a folder [I-001]
                    received: a folder
                    fix: name one of the files in it""".formatted(folder));
    }

    @Test
    void brokenStream() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line is dead");
            }
        };
        refused(() -> reader.read(broken, "upload"), ErrorCode.IMAGE_UNREADABLE, """
                upload: the image must be readable [I-001]
                    received: IOException
                    fix: check the permissions of the file and of its folders, and the disk or connection that it comes from""");
    }

    @Test
    void empty() throws IOException {
        Path file = Files.createFile(folder.resolve("empty.jpg"));
        refused(() -> reader.read(file), ErrorCode.IMAGE_EMPTY, """
                %s: the image must not be empty [I-002]
                    received: 0 bytes
                    fix: copy or download it again""".formatted(file));
    }

    @Test
    void textNamedJpg() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.jpg"), "hello,\nthis is a letter to my grandmother");
        refused(() -> reader.read(file), ErrorCode.IMAGE_FORMAT, """
                %s: an image must be JPEG, PNG, GIF, BMP, WebP or TIFF by its content, whatever its name [I-003]
                    received: text that starts with "hello, this is a letter"
                    fix: convert it to JPEG or PNG""".formatted(file));
    }

    @ParameterizedTest
    @CsvSource({
        "____ftypheic____, a HEIC image",
        "____ftypavif____, an AVIF image",
        "____ftypmp42____, a video or image of the MP4 family",
        "%PDF-1.7________, a PDF document"
    })
    void otherFormatsAreNamed(String start, String description) {
        byte[] data = start.getBytes(StandardCharsets.ISO_8859_1);
        refused(() -> reader.read(data, "x.jpg"), ErrorCode.IMAGE_FORMAT, """
                x.jpg: an image must be JPEG, PNG, GIF, BMP, WebP or TIFF by its content, whatever its name [I-003]
                    received: %s
                    fix: convert it to JPEG or PNG""".formatted(description));
    }

    @Test
    void bytesWithoutAName() {
        refused(() -> reader.read(Forge.bytes(0, 1, 0xFE), "x"), ErrorCode.IMAGE_FORMAT, """
                x: an image must be JPEG, PNG, GIF, BMP, WebP or TIFF by its content, whatever its name [I-003]
                    received: bytes that start with 00 01 FE
                    fix: convert it to JPEG or PNG""");
    }

    @Test
    void hugePngIsRefusedByItsHeader() {
        byte[] bomb = Forge.png(20000, 20000, 8, 2, new byte[100]);
        refused(() -> reader.read(bomb, "bomb.png"), ErrorCode.IMAGE_TOO_LARGE, """
                bomb.png: an image must have at most 100 megapixels [I-005]
                    received: 20000x20000, 400 megapixels
                    fix: make it smaller; a Java program may give PhotoReader a higher limit""");
    }

    @Test
    void hugeJpegIsRefusedByItsHeader() throws IOException {
        byte[] bomb = ImageFixtures.bytes("jpeg-444-q90.jpg");
        int frame = Forge.indexOf(bomb, 0xFF, 0xC0);
        Arrays.fill(bomb, frame + 5, frame + 9, (byte) 0xFF);
        refused(() -> reader.read(bomb, "bomb.jpg"), ErrorCode.IMAGE_TOO_LARGE, """
                bomb.jpg: an image must have at most 100 megapixels [I-005]
                    received: 65535x65535, 4294.836225 megapixels
                    fix: make it smaller; a Java program may give PhotoReader a higher limit""");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1L << 40})
    void limitOutOfRange(long limit) {
        assertThatThrownBy(() -> new PhotoReader(limit))
                .isInstanceOf(UsageException.class)
                .hasMessage("""
                the limit of a PhotoReader must lie between 1 and 536870911 pixels [U-001]
                    received: %d
                    fix: use 100000000, the default""".formatted(limit));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jpeg-444-q90.jpg",
                "jpeg-420-q75.jpg",
                "jpeg-422-q85-progressive.jpg",
                "jpeg-gray.jpg",
                "jpeg-cmyk.jpg",
                "exif-6.jpg",
                "png-rgb16.png",
                "png-palette4.png",
                "png-adam7.png",
                "png-1bit.png"
            })
    void truncatedAnywhere(String name) throws IOException {
        byte[] whole = ImageFixtures.bytes(name);
        String format = name.endsWith("jpg") ? "JPEG" : "PNG";
        for (int length = 8; length < whole.length; length += Math.max(1, whole.length / 200)) {
            byte[] part = Arrays.copyOf(whole, length);
            refused(
                    () -> reader.read(part, name),
                    ErrorCode.IMAGE_CORRUPT,
                    """
                    %s: the image must be whole [I-004]
                        received: %d bytes of a %s that goes on""".formatted(name, length, format) + AGAIN);
        }
    }

    @Test
    void cutJpegWithAnEndPutOn() throws IOException {
        byte[] whole = ImageFixtures.bytes("jpeg-444-q90.jpg");
        byte[] forged = Forge.join(Arrays.copyOf(whole, whole.length / 2), Forge.bytes(0xFF, 0xD9));
        refused(() -> reader.read(forged, "cut.jpg"), ErrorCode.IMAGE_CORRUPT, """
                cut.jpg: the image must be whole [I-004]
                    received: Corrupt JPEG data: premature end of data segment""" + AGAIN);
    }

    @Test
    void jpegWithoutAPicture() {
        byte[] bare = Forge.bytes(0xFF, 0xD8, 0xFF, 0xD9);
        refused(() -> reader.read(bare, "bare.jpg"), ErrorCode.IMAGE_CORRUPT, """
                bare.jpg: the image must be whole [I-004]
                    received: a JPEG without a picture in it""" + AGAIN);
    }

    @Test
    void jpegOfNoSize() throws IOException {
        byte[] data = ImageFixtures.bytes("jpeg-444-q90.jpg");
        int frame = Forge.indexOf(data, 0xFF, 0xC0);
        Arrays.fill(data, frame + 5, frame + 7, (byte) 0);
        refused(() -> reader.read(data, "flat.jpg"), ErrorCode.IMAGE_CORRUPT, """
                flat.jpg: the image must be whole [I-004]
                    received: a JPEG header for 160x0 pixels""" + AGAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "C3, 'a lossless, hierarchical or arithmetic-coded JPEG, 8'",
        "C9, 'a lossless, hierarchical or arithmetic-coded JPEG, 8'"
    })
    void jpegOfARareKind(String marker, String received) throws IOException {
        byte[] data = ImageFixtures.bytes("jpeg-444-q90.jpg");
        data[Forge.indexOf(data, 0xFF, 0xC0) + 1] = (byte) Integer.parseInt(marker, 16);
        refused(() -> reader.read(data, "rare.jpg"), ErrorCode.IMAGE_FORMAT, """
                rare.jpg: a JPEG must be baseline or progressive with 8 bits and 1, 3 or 4 components [I-003]
                    received: %s bits, components: 3
                    fix: save it as an ordinary JPEG, or as PNG""".formatted(received));
    }

    @Test
    void jpegOfTwelveBits() throws IOException {
        byte[] data = ImageFixtures.bytes("jpeg-444-q90.jpg");
        data[Forge.indexOf(data, 0xFF, 0xC0) + 4] = 12;
        refused(() -> reader.read(data, "deep.jpg"), ErrorCode.IMAGE_FORMAT, """
                deep.jpg: a JPEG must be baseline or progressive with 8 bits and 1, 3 or 4 components [I-003]
                    received: 12 bits, components: 3
                    fix: save it as an ordinary JPEG, or as PNG""");
    }

    @Test
    void pngWithAFlippedBit() throws IOException {
        byte[] data = ImageFixtures.bytes("png-rgba.png");
        data[data.length / 2] ^= 1;
        refused(() -> reader.read(data, "bit.png"), ErrorCode.IMAGE_CORRUPT, """
                bit.png: the image must be whole [I-004]
                    received: a PNG whose IDAT chunk does not match its checksum""" + AGAIN);
    }

    @Test
    void pngWithTooFewRows() {
        byte[] data = Forge.png(4, 4, 8, 0, new byte[2 * 5]);
        assertThatThrownBy(() -> reader.read(data, "short.png"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("short.png: the image must be whole [I-004]\n    received: ")
                .hasMessageEndingWith(AGAIN)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void pngOfNoSize() {
        refused(
                () -> reader.read(Forge.png(0, 4, 8, 0, new byte[4]), "flat.png"),
                ErrorCode.IMAGE_CORRUPT,
                """
                flat.png: the image must be whole [I-004]
                    received: a PNG with a broken header""" + AGAIN);
    }

    /** Whatever the bytes are, the answer is a photo or an InputException. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jpeg-420-q75.jpg",
                "jpeg-422-q85-progressive.jpg",
                "jpeg-cmyk.jpg",
                "exif-6.jpg",
                "png-palette4.png",
                "png-adam7.png"
            })
    void damagedAnywhere(String name) throws IOException {
        byte[] whole = ImageFixtures.bytes(name);
        Random random = new Random(1);
        int refused = 0;
        for (int round = 0; round < 300; round++) {
            byte[] data = whole.clone();
            int from = round % 2 == 0 ? Math.min(700, data.length) : data.length;
            for (int i = 0; i < 1 + round % 3; i++) {
                data[8 + random.nextInt(from - 8)] = (byte) random.nextInt(256);
            }
            try {
                reader.read(data, name);
            } catch (InputException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static void refused(ThrowingCallable call, ErrorCode code, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InputException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(code))
                .hasMessage(message);
    }
}
