package io.vertebra.core.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.pooling.Pool;
import io.vertebra.api.nn.Averaging;
import io.vertebra.api.nn.Pooled;
import io.vertebra.api.nn.PoolingOps;
import io.vertebra.api.nn.Sweep;
import io.vertebra.api.nn.Window;
import org.jspecify.annotations.Nullable;

/** Pooling on real arrays. */
interface EagerPoolings extends PoolingOps, UsesKit {
    @Override
    default NDArray maxPool(NDArray x, Window w, boolean ceil) {
        return kit().one(
                        "max_pool2d",
                        x,
                        UsesKit.kernel(w),
                        UsesKit.stride(w),
                        UsesKit.padding(w),
                        UsesKit.dilation(w),
                        ceil);
    }

    @Override
    default Pooled maxPoolWithIndices(NDArray x, Window w, boolean ceil) {
        NDList both = kit().all(
                        "max_pool2d_with_indices",
                        x,
                        UsesKit.kernel(w),
                        UsesKit.stride(w),
                        UsesKit.padding(w),
                        UsesKit.dilation(w),
                        ceil);
        return new Pooled(both.get(0), both.get(1));
    }

    @Override
    default NDArray maxUnpool(NDArray x, NDArray indices, NDArray reference) {
        return kit().one("max_unpool2d", x, indices, reference);
    }

    @Override
    default NDArray avgPool(NDArray x, Window w) {
        return avgPool(x, w, Averaging.DEFAULT);
    }

    @Override
    default NDArray avgPool(NDArray x, Window w, Averaging averaging) {
        if (w.dilationH() != 1 || w.dilationW() != 1) {
            throw new IllegalArgumentException("average pooling has no dilation");
        }
        @Nullable Integer divisor = averaging.divisor() == 0 ? null : averaging.divisor();
        return kit().one(
                        "avg_pool2d",
                        x,
                        UsesKit.kernel(w),
                        UsesKit.stride(w),
                        UsesKit.padding(w),
                        averaging.ceil(),
                        averaging.countPadding(),
                        divisor);
    }

    @Override
    default NDArray adaptiveAvgPool(NDArray x, int height, int width) {
        return kit().one("adaptive_avg_pool2d", x, new int[] {height, width});
    }

    @Override
    default NDArray adaptiveMaxPool(NDArray x, int height, int width) {
        return kit().one("adaptive_max_pool2d", x, new int[] {height, width});
    }

    @Override
    default NDArray globalAvgPool(NDArray x) {
        return Pool.globalAvgPool2d(x);
    }

    @Override
    default NDArray globalMaxPool(NDArray x) {
        return Pool.globalMaxPool2d(x);
    }

    @Override
    default NDArray cumulativeMax(NDArray x, int axis, Sweep sweep) {
        return kit().one("cumulative_max", x, axis, sweep == Sweep.BACKWARD);
    }
}
