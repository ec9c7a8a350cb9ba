package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Joins, cuts and rearrangements without arithmetic; part of {@link Operators}. Maps are (N, C, H, W). */
public interface LayoutOps {
    /** Joins along an axis; all other sizes are equal. */
    NDArray concat(List<NDArray> parts, int axis);

    /** Cuts an axis into equal parts. */
    List<NDArray> split(NDArray x, int parts, int axis);

    /** Cuts the channels (axis 1) into equal groups. */
    List<NDArray> splitChannels(NDArray x, int groups);

    /** The channels (axis 1) from the first to before the last index. */
    NDArray sliceChannels(NDArray x, int from, int to);

    /** Interleaves the groups: channel {@code g C/G + c} goes to {@code c G + g} (ShuffleNet). */
    NDArray channelShuffle(NDArray x, int groups);

    /** (N, C, H, W) to (N, C, H W). */
    NDArray flattenSpatial(NDArray x);

    /** (N, C, H W) to (N, C, H, W), with height and width of the reference. */
    NDArray unflattenLike(NDArray x, NDArray reference);

    /**
     * Repeats a parameter for each sample.
     *
     * @param value (1, ...)
     * @param x (N, ...)
     * @return (N, ...), otherwise of the value's shape
     */
    NDArray expandToBatch(NDArray value, NDArray x);

    /**
     * Channels to pixels: (N, C r r, H, W) to (N, C, r H, r W); channel {@code c r r + dy r + dx} gives row {@code r i + dy},
     * column {@code r j + dx}. Shi et al.: Real-Time Single Image and Video Super-Resolution, CVPR 2016.
     */
    NDArray pixelShuffle(NDArray x, int factor);

    /** The reverse of {@link #pixelShuffle}. */
    NDArray pixelUnshuffle(NDArray x, int factor);

    /** Pixels to channels: (N, C, s H, s W) to (N, s s C, H, W); row {@code s i + dy}, column {@code s j + dx} give channel {@code (dy s + dx) C + c}. */
    NDArray spaceToDepth(NDArray x, int stride);

    /** Pixels to channels as YOLOv5's focus: (N, C, 2 H, 2 W) to (N, 4 C, H, W), channel {@code (2 dx + dy) C + c}. */
    NDArray focusSlice(NDArray x);

    /**
     * Darknet's {@code reorg} layer, which reads memory as (C / s s, s H, s W) first: (N, C, H, W) to (N, s s C, H / s, W / s).
     */
    NDArray darknetReorg(NDArray x, int stride);

    /**
     * The windows as columns: (N, C, H, W) to (N, C kernel H kernel W, L), windows row by row.
     */
    NDArray unfold(NDArray x, Window window);

    /**
     * The sum of overlapping windows.
     *
     * @param x (N, C kernel H kernel W, L), as {@link #unfold} gives
     * @param reference of the height and width of the result
     * @return (N, C, H, W)
     */
    NDArray fold(NDArray x, NDArray reference, Window window);
}
