package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The portable operators. Maps are (N, C, H, W). Vertebra implements them on real arrays and on shapes, later also recording;
 * it may grow.
 *
 * <p>Besides these a forward may call on an array: {@code add}, {@code sub}, {@code mul}, {@code div} (array or number),
 * {@code neg}, {@code abs}, {@code square}, {@code sqrt}, {@code exp}, {@code log}, {@code clip}, {@code softmax(axis)},
 * {@code sum}, {@code mean} and {@code max} over one axis, {@code matMul}, {@code transpose(axes)}, {@code reshape} with at
 * most one -1, {@code expandDims}, {@code squeeze(axis)}. Sizes N, H and W are unknown in a forward: {@code getShape()} may
 * report -1 for them, and arithmetic on them does not survive recording.
 */
public interface Operators {
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
     * {@code x W^T + b} on the last axis.
     *
     * @param weight (out, in)
     * @param bias (out), or null
     */
    NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias);

    /**
     * Normalises each channel (axis 1); with the statistics of the batch in a training pass, with the running ones otherwise.
     *
     * @param momentum the share of the old statistics that is kept, 1 - PyTorch's momentum
     */
    NDArray batchNorm(
            NDArray x, NDArray scale, NDArray shift, NDArray mean, NDArray variance, float epsilon, float momentum);

    /**
     * Normalises each sample's groups of channels over all their pixels.
     *
     * @param scale (C), or null for 1
     * @param shift (C), or null for 0
     * @param groups divides C
     */
    NDArray groupNorm(NDArray x, @Nullable NDArray scale, @Nullable NDArray shift, int groups, float epsilon);

    /** {@code max(x, 0)}. */
    NDArray relu(NDArray x);

    /** {@code min(max(x, 0), 6)}. */
    NDArray relu6(NDArray x);

    /** {@code x} where positive, {@code slope x} elsewhere. */
    NDArray leakyRelu(NDArray x, float slope);

    /**
     * {@code x} where positive, {@code slope x} elsewhere.
     *
     * @param slope (C), for axis 1, or (1)
     */
    NDArray prelu(NDArray x, NDArray slope);

    /** {@code 1 / (1 + exp(-x))}. */
    NDArray sigmoid(NDArray x);

    /** {@code x sigmoid(x)}, also known as swish. */
    NDArray silu(NDArray x);

    /** Hyperbolic tangent. */
    NDArray tanh(NDArray x);

    /**
     * Largest value of each window; padding never wins.
     *
     * @param ceil whether the last window may reach over the edge
     */
    NDArray maxPool(NDArray x, Window window, boolean ceil);

    /** Mean of each window by PyTorch's defaults: zeros of the padding count, no windows over the edge. */
    NDArray avgPool(NDArray x, Window window);

    /** Mean of each window, with a say on what counts. */
    NDArray avgPool(NDArray x, Window window, Averaging averaging);

    /** Mean of each channel: (N, C, H, W) to (N, C). */
    NDArray globalAvgPool(NDArray x);

    /** Joins along an axis; all other sizes are equal. */
    NDArray concat(List<NDArray> parts, int axis);

    /** Cuts the channels (axis 1) into equal groups. */
    List<NDArray> splitChannels(NDArray x, int groups);

    /** Interleaves the groups: channel {@code g C/G + c} goes to {@code c G + g} (ShuffleNet). */
    NDArray channelShuffle(NDArray x, int groups);

    /** (N, C, H, W) to (N, C, H W). */
    NDArray flattenSpatial(NDArray x);

    /** Pads at the edges with zeros as TensorFlow's {@code SAME} does for this window: the odd pixel goes right and down. */
    NDArray samePad(NDArray x, Window window);

    /** Resizes to the height and width of the reference. */
    NDArray resizeLike(NDArray x, NDArray reference, Resize mode);
}
