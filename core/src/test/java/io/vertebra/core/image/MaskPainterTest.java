package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MaskPainterTest {
    private static final int GREY = 0x808080;

    /** Label 1 in the columns from 3 to 7 of 10x8 pixels, from the top down to row 5; label 2 right of it. */
    private static int[] labels() {
        int[] labels = new int[80];
        for (int y = 0; y < 6; y++) {
            Arrays.fill(labels, y * 10 + 3, y * 10 + 8, 1);
            Arrays.fill(labels, y * 10 + 8, y * 10 + 10, 2);
        }
        return labels;
    }

    private static BufferedImage paint(int contour, Set<Integer> shown) {
        BufferedImage picture = new BufferedImage(10, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 80; i++) {
            picture.setRGB(i % 10, i / 10, GREY);
        }
        new MaskPainter(picture, labels(), shown, contour).paint();
        return picture;
    }

    private static int at(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) & 0xFFFFFF;
    }

    @Test
    void aRegionIsTranslucentWithAContourOfItsColour() {
        BufferedImage picture = paint(1, Set.of(1, 2));
        int colour = ClassColours.of(1).getRGB() & 0xFFFFFF;
        for (int[] edge : new int[][] {{3, 0}, {3, 3}, {7, 2}, {5, 5}, {3, 5}}) {
            assertThat(at(picture, edge[0], edge[1])).isEqualTo(colour);
        }
        // inside, and where the region ends only because the picture does
        int inside = at(picture, 5, 2);
        assertThat(at(picture, 5, 0)).isEqualTo(inside);
        assertThat(inside).isNotIn(colour, GREY);
        for (int shift = 0; shift < 24; shift += 8) {
            int full = colour >> shift & 0xFF;
            assertThat(inside >> shift & 0xFF).isBetween(Math.min(full, 0x80), Math.max(full, 0x80));
        }
        assertThat(at(picture, 2, 2)).isEqualTo(GREY);
        assertThat(at(picture, 5, 6)).isEqualTo(GREY);
        assertThat(at(picture, 8, 2)).isEqualTo(ClassColours.of(2).getRGB() & 0xFFFFFF);
    }

    @Test
    void whatIsNotShownStays() {
        BufferedImage picture = paint(1, Set.of(2));
        assertThat(at(picture, 5, 2)).isEqualTo(GREY);
        assertThat(at(picture, 3, 0)).isEqualTo(GREY);
        assertThat(at(picture, 8, 2)).isNotEqualTo(GREY);
    }

    @ParameterizedTest
    @CsvSource({"1, 15", "2, 26", "5, 30"})
    void theContourIsAsWideAsAsked(int contour, int pixels) {
        int colour = ClassColours.of(1).getRGB() & 0xFFFFFF;
        BufferedImage picture = paint(contour, Set.of(1));
        int count = 0;
        for (int i = 0; i < 80; i++) {
            count += at(picture, i % 10, i / 10) == colour ? 1 : 0;
        }
        assertThat(count).isEqualTo(pixels);
    }

    @Test
    void aMaskCoversItsPicture() {
        BufferedImage picture = new BufferedImage(10, 8, BufferedImage.TYPE_INT_RGB);
        assertThatThrownBy(() -> new MaskPainter(picture, new int[79], Set.of(1), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("one label a pixel: 79 for 10x8");
    }
}
