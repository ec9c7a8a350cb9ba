package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;

/** Changes of height and width; part of {@link Operators}. Those by relation to another map keep sizes dynamic: prefer them. */
public interface ResizeOps {
    /** Resizes to the height and width of the reference. */
    NDArray resizeLike(NDArray x, NDArray reference, Resize mode);

    /** Resizes to a fixed height and width. */
    NDArray resizeTo(NDArray x, int height, int width, Resize mode);

    /**
     * Resizes by a factor to {@code floor(factor H)} and {@code floor(factor W)}.
     *
     * @param factor more than 0
     * @param ratio what maps output positions to input positions when the sizes are rounded
     */
    NDArray resizeBy(NDArray x, double factor, Resize mode, ResizeRatio ratio);

    /** Resizes by a factor as PyTorch does: the factor itself maps positions. */
    default NDArray resizeBy(NDArray x, double factor, Resize mode) {
        return resizeBy(x, factor, mode, ResizeRatio.AS_GIVEN);
    }

    /** Cuts to the height and width of the reference, beginning at row and column {@code offset}. */
    NDArray cropLike(NDArray x, NDArray reference, int offset);

    /** Cuts the middle to the height and width of the reference; an odd rest stays right and below. */
    NDArray cropCentreLike(NDArray x, NDArray reference);

    /** Pads at the edges with zeros as TensorFlow's {@code SAME} does for this window: the odd pixel goes right and down. */
    NDArray samePad(NDArray x, Window window);

    /** Pads right and below with zeros to the next multiple. */
    NDArray padToMultiple(NDArray x, int multiple);

    /** Pads with a constant; negative widths cut. */
    NDArray pad(NDArray x, Border border, float value);

    /** Pads with what the map holds near its edges; widths are not negative. */
    NDArray pad(NDArray x, Border border, Edge edge);
}
