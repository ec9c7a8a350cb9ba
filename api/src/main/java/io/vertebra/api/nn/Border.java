package io.vertebra.api.nn;

/**
 * Widths around a map, in pixels.
 *
 * @param left negative to cut
 * @param right negative to cut
 * @param top negative to cut
 * @param bottom negative to cut
 */
public record Border(int left, int right, int top, int bottom) {
    /** The same width on all four sides. */
    public static Border all(int width) {
        return new Border(width, width, width, width);
    }
}
