package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.geometry.ImageSize;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * GIF, BMP, TIFF and WebP in many variants of one small picture. {@code expected.txt} holds the sums of what Pillow 13 makes of
 * them, but for grey of 16 bits, of which Pillow clips all that is above 255 and we keep the upper half.
 */
class FormatsTest {
    private final PhotoReader reader = new PhotoReader();

    static List<String> exact() throws IOException {
        return Files.readAllLines(file("expected.txt"));
    }

    static Path file(String name) {
        try {
            return Path.of(FormatsTest.class.getResource("/formats/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void allVariantsAreThere() throws IOException {
        assertThat(exact()).hasSize(75);
    }

    @ParameterizedTest
    @MethodSource("exact")
    void givesTheSameBytesAsPillow(String line) {
        String[] parts = line.split(" ");
        Photo photo = reader.read(file(parts[0]));
        assertThat(photo.size().toString()).isEqualTo(parts[1]);
        assertThat(ImageFixtures.sha256(photo.rgb())).isEqualTo(parts[2]);
    }

    /** The decoder repeats each colour for four pixels, libwebp smooths between them. */
    @ParameterizedTest
    @CsvSource({"lossy.webp, 5, 0.7", "even1.webp, 33, 1.6"})
    void lossyWebpStaysNear(String name, int most, double mean) {
        Photo photo = reader.read(file(name));
        Photo reference = reader.read(file(name + ".png"));
        assertThat(photo.size()).isEqualTo(reference.size());
        int max = 0;
        double sum = 0;
        for (int i = 0; i < photo.pixels().length; i++) {
            int difference = Math.abs((photo.pixels()[i] & 0xFF) - (reference.pixels()[i] & 0xFF));
            max = Math.max(max, difference);
            sum += difference;
        }
        assertThat(max).isLessThanOrEqualTo(most);
        assertThat(sum / photo.pixels().length).isLessThanOrEqualTo(mean);
    }

    @Test
    void theOrientationOfAWebpCounts() {
        Photo stored = reader.read(file("lossy.webp"));
        Photo turned = reader.read(file("exif6.webp"));
        assertThat(turned.size()).isEqualTo(new ImageSize(23, 31));
        assertThat(turned.rgb()).isEqualTo(new Orientation(6).apply(stored.pixels(), stored.size()));
    }

    @Test
    void anIndexBeyondThePaletteOfAGifIsBlack() {
        Photo photo = reader.read(gif(true, 0, 1, 2, 9), "short.gif");
        assertThat(photo.rgb()).containsExactly(10, 20, 30, 40, 50, 60, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void aGifWithoutAPaletteIsGrey() {
        Photo photo = reader.read(gif(false, 0, 1, 2, 9), "grey.gif");
        assertThat(photo.rgb()).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 9, 9, 9);
    }

    @Test
    void everyFormatIsKnownByItsFirstBytes() throws IOException {
        assertThat(Format.of(ImageFixtures.bytes("exif-1.jpg"))).isEqualTo(Format.JPEG);
        assertThat(Format.of(ImageFixtures.bytes("png-rgba.png"))).isEqualTo(Format.PNG);
        for (String line : exact()) {
            String name = line.split(" ")[0];
            String format = Format.of(Files.readAllBytes(file(name))).name().toLowerCase(java.util.Locale.ROOT);
            assertThat(name).endsWith(format.equals("tiff") ? ".tif" : "." + format);
        }
        assertThat(Format.of("BM is how this letter begins".getBytes(StandardCharsets.US_ASCII)))
                .isNull();
        assertThat(Format.of(new byte[0])).isNull();
    }

    /** One row; each index is followed by the code that clears the table, so that all codes have five bits. */
    private static byte[] gif(boolean palette, int... indices) {
        byte[] packed = new byte[20];
        int bit = put(packed, 0, 16);
        for (int index : indices) {
            bit = put(packed, bit, index);
            bit = put(packed, bit, 16);
        }
        put(packed, bit, 17);
        byte[] colours = palette ? Forge.bytes(10, 20, 30, 40, 50, 60) : new byte[0];
        return Forge.join(
                "GIF89a".getBytes(StandardCharsets.US_ASCII),
                Forge.bytes(indices.length, 0, 1, 0, palette ? 0x80 : 0, 0, 0),
                colours,
                Forge.bytes(',', 0, 0, 0, 0, indices.length, 0, 1, 0, 0, 4, packed.length),
                packed,
                Forge.bytes(0, ';'));
    }

    private static int put(byte[] packed, int from, int code) {
        for (int i = 0; i < 5; i++) {
            packed[(from + i) / 8] |= (byte) ((code >> i & 1) << (from + i) % 8);
        }
        return from + 5;
    }
}
