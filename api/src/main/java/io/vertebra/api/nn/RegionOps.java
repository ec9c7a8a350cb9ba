package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;

/** Reads of a map at computed places; part of {@link Operators}. Boxes are (R, 5): sample, left, top, right, bottom. */
public interface RegionOps {
    /**
     * Means of bilinear samples in the bins of each box. He, Gkioxari, Dollar, Girshick: Mask R-CNN, ICCV 2017, section 3.
     *
     * @param x (N, C, H, W)
     * @param boxes (R, 5) in pixels of the image
     * @return (R, C, height, width)
     */
    NDArray roiAlign(NDArray x, NDArray boxes, RegionPooling pooling);

    /**
     * Largest values in the bins of each box, rounded to whole pixels; uses height, width and scale. Girshick: Fast R-CNN, ICCV
     * 2015, section 2.1.
     *
     * @param boxes (R, 5) in pixels of the image
     * @return (R, C, height, width)
     */
    NDArray roiPool(NDArray x, NDArray boxes, RegionPooling pooling);

    /**
     * RoIAlign where each bin reads channels of its own; boxes are always aligned. Li et al.: Light-Head R-CNN, 2017, section
     * 3.2.
     *
     * @param x (N, C height width, H, W), channel {@code (c height + bin row) width + bin column}
     * @param boxes (R, 5) in pixels of the image
     * @return (R, C, height, width)
     */
    NDArray psRoiAlign(NDArray x, NDArray boxes, RegionPooling pooling);

    /**
     * Reads a map at given places.
     *
     * @param x (N, C, H, W)
     * @param grid (N, H', W', 2): column and row, -1 to 1 over the map
     * @return (N, C, H', W')
     */
    NDArray gridSample(NDArray x, NDArray grid, GridSampling sampling);

    /**
     * The grid of an affine map.
     *
     * @param theta (N, 2, 3)
     * @param reference of the height and width of the grid
     * @param cornersFixed as in {@link GridSampling}
     * @return (N, H, W, 2)
     */
    NDArray affineGrid(NDArray theta, NDArray reference, boolean cornersFixed);
}
