package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.geometry.ImageSize;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fixtures do not show. The sums are those of Pillow 13 on the same bytes. */
class PhotoReaderTest {
    private static final String DECODED_444 = "1912fa86ca1e7e82324ab2e4d2007c7b3f22ffd86e208a5ed8e4ce93b6a317e7";
    private static final String DECODED_AS_RGB = "fd5a916cbd4e8dce6903c1c3848dc10d92c9bef1ddb837442ae0c2973918bb5d";
    private static final String DECODED_AS_YCCK = "4e0b16d659190e448f494f2b707e99607bd7012125be45762f3ee4a0558aaefe";

    private final PhotoReader reader = new PhotoReader();

    @Test
    void pathStreamAndBytesGiveTheSamePhoto() throws IOException {
        byte[] data = ImageFixtures.bytes("jpeg-444-q90.jpg");
        Photo fromPath = reader.read(ImageFixtures.file("jpeg-444-q90.jpg"));
        Photo fromStream = reader.read(new ByteArrayInputStream(data), "stream");
        Photo fromBytes = reader.read(data, "bytes");

        assertThat(fromPath.name())
                .isEqualTo(ImageFixtures.file("jpeg-444-q90.jpg").toString());
        assertThat(fromStream.name()).isEqualTo("stream");
        assertThat(fromBytes.size()).isEqualTo(new ImageSize(160, 113));
        assertThat(ImageFixtures.sha256(fromPath.rgb())).isEqualTo(DECODED_444);
        assertThat(fromStream.rgb()).isEqualTo(fromPath.rgb());
        assertThat(fromBytes.rgb()).isEqualTo(fromPath.rgb());
    }

    @Test
    void theCallersStreamStaysOpen() throws IOException {
        boolean[] closed = new boolean[1];
        ByteArrayInputStream stream = new ByteArrayInputStream(ImageFixtures.bytes("png-rgba.png")) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        reader.read(stream, "stream");
        assertThat(closed[0]).isFalse();
    }

    @Test
    void aJpegWithoutMarkersIsYcc() throws IOException {
        byte[] bare = Forge.withFirstSegment(ImageFixtures.bytes("jpeg-444-q90.jpg"), new byte[0]);
        assertThat(ImageFixtures.sha256(reader.read(bare, "bare").rgb())).isEqualTo(DECODED_444);
    }

    @Test
    void adobesMarkerMakesAJpegRgb() throws IOException {
        byte[] adobe = Forge.bytes(0xFF, 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0);
        byte[] rgb = Forge.withFirstSegment(ImageFixtures.bytes("jpeg-444-q90.jpg"), adobe);
        assertThat(ImageFixtures.sha256(reader.read(rgb, "adobe").rgb())).isEqualTo(DECODED_AS_RGB);
    }

    @Test
    void componentsNamedRgbMakeAJpegRgb() throws IOException {
        byte[] data = Forge.withFirstSegment(ImageFixtures.bytes("jpeg-444-q90.jpg"), new byte[0]);
        int frame = Forge.indexOf(data, 0xFF, 0xC0);
        int scan = Forge.indexOf(data, 0xFF, 0xDA);
        for (int i = 0; i < 3; i++) {
            data[frame + 10 + 3 * i] = (byte) "RGB".charAt(i);
            data[scan + 5 + 2 * i] = (byte) "RGB".charAt(i);
        }
        assertThat(ImageFixtures.sha256(reader.read(data, "letters").rgb())).isEqualTo(DECODED_AS_RGB);
    }

    @Test
    void adobesTransformMakesFourComponentsYcck() throws IOException {
        byte[] data = ImageFixtures.bytes("jpeg-cmyk.jpg");
        data[Forge.indexOf(data, 'A', 'd', 'o', 'b', 'e') + 11] = 2;
        assertThat(ImageFixtures.sha256(reader.read(data, "ycck").rgb())).isEqualTo(DECODED_AS_YCCK);
    }

    @Test
    void bytesBehindTheImageDoNoHarm() throws IOException {
        byte[] data = Forge.join(ImageFixtures.bytes("jpeg-444-q90.jpg"), new byte[1000]);
        assertThat(ImageFixtures.sha256(reader.read(data, "trailer").rgb())).isEqualTo(DECODED_444);
    }

    @Test
    void onePixel() {
        Photo photo = reader.read(Forge.png(1, 1, 8, 2, Forge.bytes(0, 10, 200, 255)), "dot.png");
        assertThat(photo.size()).isEqualTo(new ImageSize(1, 1));
        assertThat(photo.rgb()).containsExactly(10, 200, 255);
    }

    @Test
    void anIndexBeyondThePaletteIsItsLastColour() {
        byte[] palette = Forge.chunk("PLTE", Forge.bytes(1, 2, 3, 4, 5, 6));
        Photo photo = reader.read(Forge.png(3, 1, 8, 3, Forge.bytes(0, 1, 0, 200), palette), "beyond.png");
        assertThat(photo.rgb()).containsExactly(4, 5, 6, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void greyOfTwoBitsSpansTheWholeRange() {
        Photo photo = reader.read(Forge.png(4, 1, 2, 0, Forge.bytes(0, 0b00011011)), "grey2.png");
        assertThat(photo.rgb()).containsExactly(Forge.bytes(0, 0, 0, 85, 85, 85, 170, 170, 170, 255, 255, 255));
    }

    @Test
    void theOrientationOfAPngCounts() {
        byte[] exif = Forge.chunk(
                "eXIf",
                Forge.bytes('M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0));
        Photo photo = reader.read(Forge.png(2, 1, 8, 0, Forge.bytes(0, 10, 20), exif), "turned.png");
        assertThat(photo.size()).isEqualTo(new ImageSize(1, 2));
        assertThat(photo.rgb()).containsExactly(10, 10, 10, 20, 20, 20);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 255})
    void anOrientationThatDoesNotExistIsIgnored(int tag) {
        byte[] exif = Forge.chunk(
                "eXIf",
                Forge.bytes('M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, tag, 0, 0, 0, 0, 0, 0));
        assertThat(reader.read(Forge.png(2, 1, 8, 0, Forge.bytes(0, 10, 20), exif), "png")
                        .size())
                .isEqualTo(new ImageSize(2, 1));
    }

    @Test
    void damagedExifIsIgnored() {
        byte[] exif = Forge.chunk("eXIf", Forge.bytes('M', 'M', 0, 42, 0x7F, 0xFF, 0xFF, 0xFF, 0, 1));
        assertThat(reader.read(Forge.png(2, 1, 8, 0, Forge.bytes(0, 10, 20), exif), "png")
                        .size())
                .isEqualTo(new ImageSize(2, 1));
    }

    @Test
    void aGreyBufferedImageKeepsItsNumbers() {
        BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(0, 0, 0, 100);
        grey.getRaster().setSample(1, 0, 0, 7);
        assertThat(reader.read(grey, "grey").rgb()).containsExactly(100, 100, 100, 7, 7, 7);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_ARGB_PRE,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_4BYTE_ABGR_PRE
            })
    void everyKindOfBufferedImage(int type) {
        BufferedImage image = new BufferedImage(3, 2, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(10, 120, 250));
        graphics.fillRect(0, 0, 3, 2);
        graphics.dispose();
        // A part of a larger image starts elsewhere in its raster.
        Photo photo = reader.read(image.getSubimage(1, 1, 2, 1), "part");
        assertThat(photo.size()).isEqualTo(new ImageSize(2, 1));
        assertThat(photo.rgb()).containsExactly(Forge.bytes(10, 120, 250, 10, 120, 250));
    }

    @Test
    void theLimitItselfIsAllowed() {
        byte[] rows = new byte[2 * 4];
        Arrays.fill(rows, (byte) 0);
        assertThat(new PhotoReader(6).read(Forge.png(3, 2, 8, 0, rows), "six").size())
                .isEqualTo(new ImageSize(3, 2));
    }
}
