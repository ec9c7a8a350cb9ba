package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Decoding against what Pillow 13 gives. */
class DecodeFixturesTest {
    private final PhotoReader reader = new PhotoReader();

    static List<OpCase> png() throws IOException {
        return ImageFixtures.startingWith("decode-png");
    }

    static List<OpCase> gif() throws IOException {
        return ImageFixtures.startingWith("decode-gif");
    }

    static List<OpCase> bmp() throws IOException {
        return ImageFixtures.startingWith("decode-bmp");
    }

    static List<OpCase> jpeg() throws IOException {
        return ImageFixtures.startingWith("decode-jpeg");
    }

    static List<OpCase> orientation() throws IOException {
        return ImageFixtures.startingWith("exif-orientation");
    }

    static List<OpCase> sixteenBits() throws IOException {
        return png().stream().filter(fixture -> fixture.id().endsWith("16")).toList();
    }

    @Test
    void allCasesAreThere() throws IOException {
        assertThat(png()).hasSize(12);
        assertThat(sixteenBits()).hasSize(2);
        assertThat(jpeg()).hasSize(5);
        assertThat(gif()).hasSize(1);
        assertThat(bmp()).hasSize(1);
        assertThat(ImageFixtures.startingWith("decode-")).hasSize(19);
        assertThat(orientation()).hasSize(8);
    }

    @ParameterizedTest
    @MethodSource({"png", "gif", "bmp"})
    void formatsWithoutLossGiveTheSameBytes(OpCase fixture) {
        fixture.check(reader.read(fixture.file()));
    }

    @ParameterizedTest
    @MethodSource("jpeg")
    void jpegStaysWithinTheTolerance(OpCase fixture) {
        fixture.check(reader.read(fixture.file()));
    }

    @ParameterizedTest
    @MethodSource("orientation")
    void theImageStandsUpright(OpCase fixture) {
        fixture.check(reader.read(fixture.file()));
    }

    @ParameterizedTest
    @MethodSource("sixteenBits")
    void sixteenBitsKeepTheUpperEight(OpCase fixture) {
        byte[] rgb = reader.read(fixture.file()).pixels();
        OpCase.Differences found = fixture.compare((y, x, c) -> rgb[3 * (y * fixture.width() + x) + c] & 0xFF);
        assertThat(found.max()).isZero();
    }

    @Test
    void greyIsTheLumaThatPillowGives() throws IOException {
        OpCase fixture = only("rgb-to-gray");
        byte[] grey = reader.read(fixture.file()).grey();
        fixture.check(grey);
        assertThat(ImageFixtures.sha256(grey)).isEqualTo(fixture.sha256());
    }

    @Test
    void theMirroredOrientationIsAFlip() throws IOException {
        OpCase fixture = only("horizontal-flip");
        Photo photo = reader.read(fixture.file());
        fixture.check(new Orientation(2).apply(photo.pixels(), photo.size()));
    }

    private static OpCase only(String id) throws IOException {
        List<OpCase> found = ImageFixtures.startingWith(id);
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
