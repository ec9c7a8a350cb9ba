package io.vertebra.core.graph;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.Averaging;
import io.vertebra.api.nn.Pooled;
import io.vertebra.api.nn.PoolingOps;
import io.vertebra.api.nn.Sweep;
import io.vertebra.api.nn.Window;

/** Shape rules of pooling. */
interface ShapePoolings extends PoolingOps {
    @Override
    default NDArray maxPool(NDArray x, Window window, boolean ceil) {
        return pool(x, window, ceil, "maxPool");
    }

    private static ShapeArray pool(NDArray x, Window w, boolean ceil, String use) {
        if (2 * w.paddingH() > w.kernelH() || 2 * w.paddingW() > w.kernelW()) {
            throw new ShapeMismatch(use + " with more padding than half of its kernel: " + w);
        }
        return Shapes.slide(Shapes.map(x, use), w, ceil, use);
    }

    @Override
    default Pooled maxPoolWithIndices(NDArray x, Window window, boolean ceil) {
        ShapeArray y = pool(x, window, ceil, "maxPoolWithIndices");
        return new Pooled(y, y);
    }

    @Override
    default NDArray maxUnpool(NDArray input, NDArray indices, NDArray reference) {
        ShapeArray x = Shapes.map(input, "maxUnpool");
        if (!x.exact().equals(ShapeArray.of(indices).exact())) {
            throw new ShapeMismatch("maxUnpool of " + x.exact() + " with indices "
                    + ShapeArray.of(indices).exact());
        }
        return Shapes.like(x, reference, "maxUnpool");
    }

    @Override
    default NDArray avgPool(NDArray x, Window window) {
        return avgPool(x, window, Averaging.DEFAULT);
    }

    @Override
    default NDArray avgPool(NDArray x, Window window, Averaging averaging) {
        if (window.dilationH() != 1 || window.dilationW() != 1) {
            throw new ShapeMismatch("avgPool with dilation");
        }
        return pool(x, window, averaging.ceil(), "avgPool");
    }

    @Override
    default NDArray adaptiveAvgPool(NDArray x, int height, int width) {
        return adapted(x, height, width, "adaptiveAvgPool");
    }

    @Override
    default NDArray adaptiveMaxPool(NDArray x, int height, int width) {
        return adapted(x, height, width, "adaptiveMaxPool");
    }

    /** The result has the same size for any input. */
    private static ShapeArray adapted(NDArray x, int height, int width, String use) {
        ShapeArray y = Shapes.sized(Shapes.map(x, use), height, width, use);
        return y.with(2, height, false).with(3, width, false);
    }

    @Override
    default NDArray globalAvgPool(NDArray x) {
        return vector(x, "globalAvgPool");
    }

    @Override
    default NDArray globalMaxPool(NDArray x) {
        return vector(x, "globalMaxPool");
    }

    private static ShapeArray vector(NDArray input, String use) {
        ShapeArray x = Shapes.map(input, use);
        return new ShapeArray(new long[] {x.size(0, use), x.size(1, use)}, new boolean[] {x.open(0), x.open(1)});
    }

    @Override
    default NDArray cumulativeMax(NDArray x, int axis, Sweep sweep) {
        ShapeArray.of(x).axis(axis, "cumulativeMax");
        return x;
    }
}
