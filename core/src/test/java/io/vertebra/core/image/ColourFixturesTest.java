package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vertebra.api.geometry.ImageSize;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of colour and the blur against torchvision. */
class ColourFixturesTest {
    static List<OpCase> adjust() throws IOException {
        return ImageFixtures.startingWith("tv-adjust-");
    }

    static List<OpCase> blur() throws IOException {
        return ImageFixtures.startingWith("tv-gaussian-blur");
    }

    @ParameterizedTest
    @MethodSource("adjust")
    void changesColoursLikeTorchvision(OpCase fixture) {
        float[] rgb = floats(new PhotoReader().read(fixture.file()));
        double factor = fixture.parameters().get("factor").getAsDouble();
        switch (fixture.id()) {
            case "tv-adjust-brightness" -> Colour.brightness(rgb, factor);
            case "tv-adjust-contrast" -> Colour.contrast(rgb, factor);
            case "tv-adjust-saturation" -> Colour.saturation(rgb, factor);
            case "tv-adjust-hue" -> Colour.hue(rgb, factor);
            default -> throw new IllegalArgumentException(fixture.id());
        }
        check(fixture, rgb);
    }

    @ParameterizedTest
    @MethodSource("blur")
    void blursLikeTorchvision(OpCase fixture) {
        Photo photo = new PhotoReader().read(fixture.file());
        GaussianBlur blur = new GaussianBlur(
                fixture.parameters().get("kernel").getAsInt(),
                fixture.parameters().get("sigma").getAsDouble());
        check(fixture, blur.run(floats(photo), photo.size()));
    }

    /** Every hue and back; grey has none. */
    @Test
    void theHueComesBack() {
        for (double turn = -0.5; turn <= 0.5; turn += 0.0625) {
            float[] rgb = {1, 0, 0, 0.2f, 0.7f, 0.1f, 0.3f, 0.4f, 0.9f, 0.5f, 0.5f, 0.5f};
            float[] before = rgb.clone();
            Colour.hue(rgb, turn);
            assertThat(rgb[9]).isEqualTo(0.5f);
            Colour.hue(rgb, -turn);
            assertThat(rgb).containsExactly(before, within(1e-6f));
        }
        float[] red = {1, 0, 0};
        Colour.hue(red, 1 / 3.0);
        assertThat(red).containsExactly(new float[] {0, 1, 0}, within(1e-6f));
    }

    /** A window wider than the image goes to and fro between its edges. */
    @Test
    void theBlurTakesImagesOfOnePixelAndKeepsFlatOnes() {
        float[] flat = new float[3 * 2 * 3];
        Arrays.fill(flat, 0.25f);
        assertThat(new GaussianBlur(9, 2).run(flat, new ImageSize(2, 3))).containsExactly(flat, within(1e-6f));
        assertThat(new GaussianBlur(5, 1).run(new float[] {0.1f, 0.2f, 0.3f}, ImageSize.square(1)))
                .containsExactly(new float[] {0.1f, 0.2f, 0.3f}, within(1e-6f));
        assertThatThrownBy(() -> new GaussianBlur(4, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void check(OpCase fixture, float[] rgb) {
        OpCase.Differences found = fixture.compare((y, x, c) -> rgb[3 * (y * fixture.width() + x) + c]);
        assertThat(found.max()).isLessThanOrEqualTo(fixture.tolerance("abs"));
        assertThat(found.channelMeans()).isLessThanOrEqualTo(1e-6);
    }

    private static float[] floats(Photo photo) {
        float[] rgb = new float[photo.pixels().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (photo.pixels()[i] & 0xFF) / 255f;
        }
        return rgb;
    }
}
