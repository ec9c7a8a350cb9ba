package io.vertebra.api.nn;

/** What maps positions when a factor does not give whole sizes. */
public enum ResizeRatio {
    /** The factor itself: PyTorch's default. */
    AS_GIVEN,
    /** The ratio of the rounded sizes: PyTorch's {@code recompute_scale_factor=True}. */
    OF_SIZES
}
