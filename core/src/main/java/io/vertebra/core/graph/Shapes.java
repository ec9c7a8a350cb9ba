package io.vertebra.core.graph;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.Window;
import org.jspecify.annotations.Nullable;

/** What several shape rules need. */
final class Shapes {
    private Shapes() {}

    static ShapeArray map(NDArray array, String use) {
        ShapeArray x = ShapeArray.of(array);
        if (x.rank() != 4) {
            throw new ShapeMismatch(use + " of " + x.exact() + ", which is no map (N, C, H, W)");
        }
        return x;
    }

    /** A map with another height and width, which stay as dynamic as they are. */
    static ShapeArray sized(ShapeArray x, long height, long width, String use) {
        if (height < 1 || width < 1) {
            throw new ShapeMismatch(use + " of " + x.exact() + " to " + height + "x" + width);
        }
        return x.with(2, height, x.open(2)).with(3, width, x.open(3));
    }

    /** A map with the height and width of another one. */
    static ShapeArray like(ShapeArray x, NDArray reference, String use) {
        ShapeArray r = map(reference, use);
        return x.with(2, r.size(2, use), r.open(2)).with(3, r.size(3, use), r.open(3));
    }

    static long divided(ShapeArray x, int axis, int parts, String use) {
        long length = x.size(axis, use);
        if (length % parts != 0) {
            String what = axis == 1 ? length + " channels" : "axis " + axis + " of " + x.exact();
            throw new ShapeMismatch(use + " of " + what + " into " + parts + " groups");
        }
        return length / parts;
    }

    static void perChannel(ShapeArray x, @Nullable NDArray values, String use) {
        if (values != null && ShapeArray.of(values).exact().size() != x.size(1, use)) {
            throw new ShapeMismatch(use + " of " + x.exact() + " with parameters "
                    + ShapeArray.of(values).exact());
        }
    }

    static void same(ShapeArray x, int axis, ShapeArray y, int other, String use) {
        if (x.size(axis, use) != y.size(other, use)) {
            throw new ShapeMismatch(use + " of " + x.exact() + " and " + y.exact());
        }
    }

    static ShapeArray slide(ShapeArray x, Window w, boolean ceil, String use) {
        long h = steps(x.size(2, use), w.kernelH(), w.strideH(), w.paddingH(), w.dilationH(), ceil);
        long v = steps(x.size(3, use), w.kernelW(), w.strideW(), w.paddingW(), w.dilationW(), ceil);
        if (h < 1 || v < 1) {
            throw new ShapeMismatch(use + " with a window larger than its input " + x.exact());
        }
        return x.with(2, h, x.open(2)).with(3, v, x.open(3));
    }

    /** PyTorch's rule; in ceil mode a last window that would start in the padding on the far side does not exist. */
    private static long steps(long length, int kernel, int stride, int padding, int dilation, boolean ceil) {
        long room = length + 2L * padding - (long) dilation * (kernel - 1) - 1;
        if (room < 0) {
            return 0;
        }
        long steps = (ceil ? (room + stride - 1) / stride : room / stride) + 1;
        return ceil && (steps - 1) * stride >= length + padding ? steps - 1 : steps;
    }
}
