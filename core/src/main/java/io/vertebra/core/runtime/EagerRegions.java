package io.vertebra.core.runtime;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.GridSampling;
import io.vertebra.api.nn.RegionOps;
import io.vertebra.api.nn.RegionPooling;

/** Reads of real maps at computed places. */
interface EagerRegions extends RegionOps, UsesKit {
    @Override
    default NDArray roiAlign(NDArray x, NDArray boxes, RegionPooling p) {
        return kit().one("roi_align", x, boxes, p.height(), p.width(), p.scale(), p.samples(), p.aligned());
    }

    @Override
    default NDArray roiPool(NDArray x, NDArray boxes, RegionPooling p) {
        return kit().one("roi_pool", x, boxes, p.height(), p.width(), p.scale());
    }

    @Override
    default NDArray psRoiAlign(NDArray x, NDArray boxes, RegionPooling p) {
        return kit().one("ps_roi_align", x, boxes, p.height(), p.width(), p.scale(), p.samples());
    }

    @Override
    default NDArray gridSample(NDArray x, NDArray grid, GridSampling s) {
        return kit().one(
                        "grid_sample",
                        x,
                        grid,
                        s.interpolation().ordinal(),
                        s.outside().ordinal(),
                        s.cornersFixed());
    }

    @Override
    default NDArray affineGrid(NDArray theta, NDArray reference, boolean cornersFixed) {
        return kit().one("affine_grid", theta, reference, cornersFixed);
    }
}
