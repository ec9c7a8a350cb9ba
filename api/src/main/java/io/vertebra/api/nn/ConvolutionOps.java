package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** Convolutions and products with weights; part of {@link Operators}. */
public interface ConvolutionOps {
    /**
     * Cross-correlation with zero padding.
     *
     * @param x (N, in, H, W)
     * @param weight (out, in / groups, kernel H, kernel W)
     * @param bias (out), or null
     * @return (N, out, H', W')
     */
    NDArray conv2d(NDArray x, NDArray weight, @Nullable NDArray bias, Window window, int groups);

    /**
     * The transpose of a convolution with this window.
     *
     * @param x (N, in, H, W)
     * @param weight (in, out / groups, kernel H, kernel W)
     * @param bias (out), or null
     * @param outputPaddingH rows added at the bottom, less than the stride or the dilation
     * @param outputPaddingW columns added at the right, likewise
     * @return (N, out, (H - 1) stride - 2 padding + dilation (kernel - 1) + 1 + output padding, W' likewise)
     */
    NDArray convTranspose2d(
            NDArray x,
            NDArray weight,
            @Nullable NDArray bias,
            Window window,
            int outputPaddingH,
            int outputPaddingW,
            int groups);

    /**
     * A convolution whose taps are moved by offsets; what lies outside the map is zero. Dai et al.: Deformable Convolutional
     * Networks, ICCV 2017; with a mask Zhu et al.: Deformable ConvNets v2, CVPR 2019.
     *
     * @param x (N, in, H, W)
     * @param offset (N, G taps 2, H', W') in pixels: (dy, dx) per tap, taps row by row, the G offset groups outermost
     * @param mask (N, G taps, H', W'), a factor of each tap as it is, or null
     * @param weight (out, in / groups, kernel H, kernel W)
     * @param bias (out), or null
     * @return (N, out, H', W')
     */
    NDArray deformableConv2d(
            NDArray x,
            NDArray offset,
            @Nullable NDArray mask,
            NDArray weight,
            @Nullable NDArray bias,
            Window window,
            int groups);

    /**
     * {@code x W^T + b} on the last axis.
     *
     * @param weight (out, in)
     * @param bias (out), or null
     */
    NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias);
}
