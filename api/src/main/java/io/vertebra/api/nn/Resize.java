package io.vertebra.api.nn;

/**
 * How a map is resized. Pixel centres are at half pixels unless said otherwise; only the antialiased modes look at more than the
 * nearest 2 (bilinear) or 4 (bicubic) pixels per axis when the map shrinks.
 */
public enum Resize {
    /** Pixel {@code floor(i in / out)}: PyTorch's {@code nearest}, OpenCV's. */
    NEAREST,
    /** Pixel {@code floor((i + 0.5) in / out)}: PyTorch's {@code nearest-exact}, Pillow's. */
    NEAREST_EXACT,
    /** Two pixels per axis: PyTorch's {@code align_corners=False}. */
    BILINEAR,
    /** Two pixels per axis, the centres of the corner pixels fixed: {@code align_corners=True}. */
    BILINEAR_CORNERS,
    /** As BILINEAR with a wider kernel when shrinking: {@code antialias=True}, Pillow's. */
    BILINEAR_ANTIALIAS,
    /** Cubic with a = -0.75: PyTorch's {@code align_corners=False}. */
    BICUBIC,
    /** Cubic with a = -0.75, the centres of the corner pixels fixed. */
    BICUBIC_CORNERS,
    /** Cubic with a = -0.5 and a wider kernel when shrinking: {@code antialias=True}, Pillow's. */
    BICUBIC_ANTIALIAS
}
