package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Point;
import io.vertebra.api.model.Canvas.Dot;
import io.vertebra.api.model.Canvas.Limb;
import io.vertebra.api.model.Canvas.Side;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkeletonPainterTest {
    private static final int GREY = 0x808080;

    @ParameterizedTest
    @CsvSource({"60, 90", "500, 750", "3000, 4500"})
    void aSkeletonCanBeReadAtAnySize(int width, int height) {
        Point head = new Point(width / 2f, height / 6f);
        Point left = new Point(width * 3 / 4f, height * 5 / 6f);
        Point right = new Point(width / 4f, height * 5 / 6f);
        Photo picture = draw(
                width,
                height,
                List.of(new Limb(head, left, Side.LEFT), new Limb(head, right, Side.RIGHT)),
                List.of(new Dot(head, Side.MIDDLE), new Dot(left, Side.LEFT), new Dot(right, Side.RIGHT)));
        assertThat(at(picture, width / 2, height / 6)).isEqualTo(rgb(Side.MIDDLE));
        assertThat(at(picture, width * 3 / 4, height * 5 / 6)).isEqualTo(rgb(Side.LEFT));
        assertThat(at(picture, width / 4, height * 5 / 6)).isEqualTo(rgb(Side.RIGHT));
        assertThat(at(picture, 2, 2)).isEqualTo(GREY);
        // Lines keep their share of the picture: neither hairs nor beams.
        double share = 1 - count(picture, GREY) / (double) (width * height);
        assertThat(share).isBetween(0.01, 0.12);
    }

    @Test
    void aSmallFigureInALargePictureHasThinLines() {
        Point top = new Point(1400, 1300);
        List<Limb> upright = List.of(new Limb(top, new Point(1400, 1400), Side.LEFT));
        assertThat(changedColumns(draw(2800, 2800, upright, List.of()))).isLessThanOrEqualTo(6);
        assertThat(changedColumns(draw(2800, 2800, List.of(), List.of(new Dot(top, Side.LEFT)))))
                .isBetween(40, 80);
    }

    @Test
    void aDotHasARimThatShowsOnItsOwnColour() {
        Photo picture = draw(1400, 1400, List.of(), List.of(new Dot(new Point(100, 100), Side.LEFT)));
        assertThat(at(picture, 100, 100)).isEqualTo(rgb(Side.LEFT));
        assertThat(count(picture, rgb(Side.LEFT))).isPositive();
        // Grey under a rim of black at 190 of 255.
        assertThat(count(picture, 0x212121)).isPositive();
    }

    @Test
    void itMayReachOverTheEdgeAndPointsWithoutAPlaceAreLeftOut() {
        Point inside = new Point(50, 50);
        Photo picture = draw(
                100,
                100,
                List.of(
                        new Limb(inside, new Point(50, 900), Side.RIGHT),
                        new Limb(inside, new Point(Float.NaN, 0), Side.LEFT)),
                List.of(new Dot(new Point(-40, -40), Side.LEFT), new Dot(new Point(3, Float.NaN), Side.LEFT)));
        assertThat(at(picture, 50, 99)).isEqualTo(rgb(Side.RIGHT));
        assertThat(count(picture, rgb(Side.LEFT))).isZero();
        assertThat(count(draw(100, 100, List.of(), List.of()), GREY)).isEqualTo(100 * 100);
    }

    private static Photo draw(int width, int height, List<Limb> limbs, List<Dot> joints) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) 0x80);
        PictureCanvas canvas = new PictureCanvas(new Photo("grey", new ImageSize(width, height), rgb));
        canvas.skeleton(limbs, joints);
        return new PhotoReader().read(canvas.png(), "canvas");
    }

    private static int rgb(Side side) {
        return SkeletonPainter.colour(side).getRGB() & 0xFFFFFF;
    }

    private static int at(Photo photo, int x, int y) {
        byte[] rgb = photo.pixels();
        int from = 3 * (y * photo.size().width() + x);
        return (rgb[from] & 0xFF) << 16 | (rgb[from + 1] & 0xFF) << 8 | rgb[from + 2] & 0xFF;
    }

    private static int count(Photo photo, int colour) {
        int count = 0;
        for (int y = 0; y < photo.size().height(); y++) {
            for (int x = 0; x < photo.size().width(); x++) {
                count += at(photo, x, y) == colour ? 1 : 0;
            }
        }
        return count;
    }

    private static int changedColumns(Photo photo) {
        int columns = 0;
        for (int x = 0; x < photo.size().width(); x++) {
            boolean changed = false;
            for (int y = 0; y < photo.size().height() && !changed; y++) {
                changed = at(photo, x, y) != GREY;
            }
            columns += changed ? 1 : 0;
        }
        return columns;
    }
}
