package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;

/** Pooling and its reversal; part of {@link Operators}. Maps are (N, C, H, W); padding is at most half of the kernel. */
public interface PoolingOps {
    /**
     * Largest value of each window; padding never wins.
     *
     * @param ceil whether the last window may reach over the edge
     */
    NDArray maxPool(NDArray x, Window window, boolean ceil);

    /**
     * As {@link #maxPool} with the places of the maxima; the first one wins among equals.
     *
     * @param ceil whether the last window may reach over the edge
     */
    Pooled maxPoolWithIndices(NDArray x, Window window, boolean ceil);

    /**
     * Puts values back to where they were the maxima, zeros elsewhere.
     *
     * @param x (N, C, H', W')
     * @param indices of {@link #maxPoolWithIndices}
     * @param reference of the height and width of the map that was pooled
     * @return (N, C, H, W)
     */
    NDArray maxUnpool(NDArray x, NDArray indices, NDArray reference);

    /** Mean of each window by PyTorch's defaults: zeros of the padding count, no windows over the edge. No dilation. */
    NDArray avgPool(NDArray x, Window window);

    /** Mean of each window, with a say on what counts. No dilation. */
    NDArray avgPool(NDArray x, Window window, Averaging averaging);

    /**
     * Means of windows that cover the map evenly: window i of h is from {@code floor(i H / h)} to {@code ceil((i + 1) H / h)}.
     *
     * @return (N, C, height, width)
     */
    NDArray adaptiveAvgPool(NDArray x, int height, int width);

    /** Largest values of the windows of {@link #adaptiveAvgPool}. */
    NDArray adaptiveMaxPool(NDArray x, int height, int width);

    /** Mean of each channel: (N, C, H, W) to (N, C). */
    NDArray globalAvgPool(NDArray x);

    /** Largest value of each channel: (N, C, H, W) to (N, C). */
    NDArray globalMaxPool(NDArray x);

    /**
     * Largest value met so far along an axis. Corner pooling is the sum of two: over rows and over columns (Law, Deng:
     * CornerNet, ECCV 2018, section 3.3).
     */
    NDArray cumulativeMax(NDArray x, int axis, Sweep sweep);
}
