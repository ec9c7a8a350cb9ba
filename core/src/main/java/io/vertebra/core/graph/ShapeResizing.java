package io.vertebra.core.graph;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.Border;
import io.vertebra.api.nn.Edge;
import io.vertebra.api.nn.Resize;
import io.vertebra.api.nn.ResizeOps;
import io.vertebra.api.nn.ResizeRatio;
import io.vertebra.api.nn.Window;

/** Shape rules of changes of height and width. */
interface ShapeResizing extends ResizeOps {
    @Override
    default NDArray resizeLike(NDArray x, NDArray reference, Resize mode) {
        return Shapes.like(Shapes.map(x, "resizeLike"), reference, "resizeLike");
    }

    @Override
    default NDArray resizeTo(NDArray x, int height, int width, Resize mode) {
        ShapeArray y = Shapes.sized(Shapes.map(x, "resizeTo"), height, width, "resizeTo");
        return y.with(2, height, false).with(3, width, false);
    }

    @Override
    default NDArray resizeBy(NDArray input, double factor, Resize mode, ResizeRatio ratio) {
        ShapeArray x = Shapes.map(input, "resizeBy");
        long height = (long) (x.size(2, "resizeBy") * factor);
        long width = (long) (x.size(3, "resizeBy") * factor);
        return Shapes.sized(x, height, width, "resizeBy");
    }

    @Override
    default NDArray cropLike(NDArray x, NDArray reference, int offset) {
        return cropped(x, reference, offset, "cropLike");
    }

    @Override
    default NDArray cropCentreLike(NDArray x, NDArray reference) {
        return cropped(x, reference, 0, "cropCentreLike");
    }

    private static ShapeArray cropped(NDArray input, NDArray reference, int offset, String use) {
        ShapeArray x = Shapes.map(input, use);
        ShapeArray y = Shapes.like(x, reference, use);
        if (offset < 0 || offset + y.size(2, use) > x.size(2, use) || offset + y.size(3, use) > x.size(3, use)) {
            throw new ShapeMismatch(use + " of " + x.exact() + " to " + y.exact() + " at " + offset);
        }
        return y;
    }

    @Override
    default NDArray samePad(NDArray input, Window w) {
        ShapeArray x = Shapes.map(input, "samePad");
        long height = x.size(2, "samePad");
        long width = x.size(3, "samePad");
        long tall = height + SamePadding.total(height, w.kernelH(), w.strideH(), w.dilationH());
        long wide = width + SamePadding.total(width, w.kernelW(), w.strideW(), w.dilationW());
        return Shapes.sized(x, tall, wide, "samePad");
    }

    @Override
    default NDArray padToMultiple(NDArray input, int multiple) {
        ShapeArray x = Shapes.map(input, "padToMultiple");
        long height = x.size(2, "padToMultiple");
        long width = x.size(3, "padToMultiple");
        return Shapes.sized(
                x, height + Math.floorMod(-height, multiple), width + Math.floorMod(-width, multiple), "padToMultiple");
    }

    @Override
    default NDArray pad(NDArray input, Border b, float value) {
        ShapeArray x = Shapes.map(input, "pad");
        return Shapes.sized(x, x.size(2, "pad") + b.top() + b.bottom(), x.size(3, "pad") + b.left() + b.right(), "pad");
    }

    @Override
    default NDArray pad(NDArray input, Border b, Edge edge) {
        ShapeArray x = Shapes.map(input, "pad");
        int wide = Math.max(b.left(), b.right());
        int tall = Math.max(b.top(), b.bottom());
        boolean negative = Math.min(Math.min(b.left(), b.right()), Math.min(b.top(), b.bottom())) < 0;
        if (negative || edge == Edge.REFLECT && (tall >= x.size(2, "pad") || wide >= x.size(3, "pad"))) {
            throw new ShapeMismatch("pad of " + x.exact() + " with " + b + " by " + edge);
        }
        return pad(input, b, 0);
    }
}
