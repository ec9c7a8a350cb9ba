package io.vertebra.core.graph;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.GridSampling;
import io.vertebra.api.nn.RegionOps;
import io.vertebra.api.nn.RegionPooling;

/** Shape rules of reads at computed places. */
interface ShapeRegions extends RegionOps {
    @Override
    default NDArray roiAlign(NDArray x, NDArray boxes, RegionPooling pooling) {
        return regions(x, boxes, pooling, 1, "roiAlign");
    }

    @Override
    default NDArray roiPool(NDArray x, NDArray boxes, RegionPooling pooling) {
        return regions(x, boxes, pooling, 1, "roiPool");
    }

    @Override
    default NDArray psRoiAlign(NDArray x, NDArray boxes, RegionPooling pooling) {
        return regions(x, boxes, pooling, pooling.height() * pooling.width(), "psRoiAlign");
    }

    private static ShapeArray regions(NDArray input, NDArray boxes, RegionPooling p, int perChannel, String use) {
        ShapeArray x = Shapes.map(input, use);
        ShapeArray b = ShapeArray.of(boxes);
        if (b.rank() != 2 || b.size(1, use) != 5) {
            throw new ShapeMismatch(use + " with boxes " + b.exact() + ", which are not (R, 5)");
        }
        long channels = Shapes.divided(x, 1, perChannel, use);
        return new ShapeArray(
                new long[] {b.size(0, use), channels, p.height(), p.width()},
                new boolean[] {true, false, false, false});
    }

    @Override
    default NDArray gridSample(NDArray input, NDArray grid, GridSampling sampling) {
        ShapeArray x = Shapes.map(input, "gridSample");
        ShapeArray g = ShapeArray.of(grid);
        if (g.rank() != 4 || g.size(3, "gridSample") != 2) {
            throw new ShapeMismatch("gridSample with a grid " + g.exact() + ", which is not (N, H, W, 2)");
        }
        Shapes.same(x, 0, g, 0, "gridSample");
        return x.with(2, g.size(1, "gridSample"), g.open(1)).with(3, g.size(2, "gridSample"), g.open(2));
    }

    @Override
    default NDArray affineGrid(NDArray theta, NDArray reference, boolean cornersFixed) {
        ShapeArray t = ShapeArray.of(theta);
        ShapeArray r = Shapes.map(reference, "affineGrid");
        if (t.rank() != 3 || t.size(1, "affineGrid") != 2 || t.size(2, "affineGrid") != 3) {
            throw new ShapeMismatch("affineGrid of " + t.exact() + ", which is not (N, 2, 3)");
        }
        return new ShapeArray(
                new long[] {t.size(0, "affineGrid"), r.size(2, "affineGrid"), r.size(3, "affineGrid"), 2},
                new boolean[] {t.open(0), r.open(2), r.open(3), false});
    }
}
