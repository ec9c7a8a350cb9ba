package io.vertebra.api.geometry;

/**
 * An axis-parallel box in pixels: left, top, right, bottom edge. Edges are coordinates, not pixel indices, so the width is
 * {@code x2 - x1}.
 *
 * @param x1 left
 * @param y1 top
 * @param x2 right, not left of x1
 * @param y2 bottom, not above y1
 */
public record Box(float x1, float y1, float x2, float y2) {
    public Box {
        if (!(x2 >= x1) || !(y2 >= y1)) {
            throw new IllegalArgumentException("a box goes from left to right and from top to bottom, not " + x1 + ","
                    + y1 + " to " + x2 + "," + y2);
        }
    }

    /** In pixels. */
    public float width() {
        return x2 - x1;
    }

    /** In pixels. */
    public float height() {
        return y2 - y1;
    }

    /** The part inside the image; a box wholly outside becomes empty at the nearest edge. */
    public Box clip(ImageSize image) {
        return new Box(
                clamp(x1, image.width()),
                clamp(y1, image.height()),
                clamp(x2, image.width()),
                clamp(y2, image.height()));
    }

    private static float clamp(float value, int limit) {
        return Math.max(0, Math.min(limit, value));
    }
}
