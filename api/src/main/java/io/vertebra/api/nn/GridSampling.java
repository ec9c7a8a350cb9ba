package io.vertebra.api.nn;

/**
 * How a map is read between and beyond its pixels.
 *
 * @param interpolation between pixels
 * @param outside beyond the edge
 * @param cornersFixed whether -1 and 1 are the centres of the outermost pixels (PyTorch's {@code align_corners}) or their outer
 *     edges
 */
public record GridSampling(Interpolation interpolation, Outside outside, boolean cornersFixed) {
    /** Bilinear, zeros outside, edges at -1 and 1: PyTorch's defaults. */
    public static final GridSampling DEFAULT = new GridSampling(Interpolation.BILINEAR, Outside.ZEROS, false);

    /** What is read between pixels. The order is the engine's. */
    public enum Interpolation {
        /** The four pixels around. */
        BILINEAR,
        /** The nearest pixel. */
        NEAREST,
        /** The sixteen pixels around, a = -0.75. */
        BICUBIC
    }

    /** What is read beyond the edge. The order is the engine's. */
    public enum Outside {
        /** Zeros. */
        ZEROS,
        /** The nearest pixel of the map. */
        BORDER,
        /** The map mirrored at its edge. */
        REFLECTION
    }
}
