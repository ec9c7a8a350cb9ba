package io.vertebra.api.geometry;

/**
 * The size of an image in pixels.
 *
 * @param width at least 1
 * @param height at least 1
 */
public record ImageSize(int width, int height) {
    public ImageSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("an image has at least one pixel, not " + width + "x" + height);
        }
    }

    /** A square. */
    public static ImageSize square(int side) {
        return new ImageSize(side, side);
    }

    /** {@code width x height}, as people write it. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
