package io.vertebra.core.graph;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.LayoutOps;
import io.vertebra.api.nn.Window;
import java.util.Collections;
import java.util.List;

/** Shape rules of rearrangements. */
interface ShapeLayouts extends LayoutOps {
    @Override
    default NDArray concat(List<NDArray> parts, int axis) {
        ShapeArray first = ShapeArray.of(parts.get(0));
        int along = first.axis(axis, "concat");
        long length = 0;
        boolean open = false;
        for (NDArray part : parts) {
            ShapeArray x = ShapeArray.of(part);
            if (x.rank() != first.rank()
                    || !x.with(along, 1, false)
                            .exact()
                            .equals(first.with(along, 1, false).exact())) {
                throw new ShapeMismatch("concat of " + first.exact() + " and " + x.exact() + " over axis " + axis);
            }
            length += x.size(along, "concat");
            open |= x.open(along);
        }
        return first.with(along, length, open);
    }

    @Override
    default List<NDArray> split(NDArray input, int parts, int axis) {
        ShapeArray x = ShapeArray.of(input);
        int along = x.axis(axis, "split");
        long each = Shapes.divided(x, along, parts, "split");
        return Collections.nCopies(parts, x.with(along, each, x.open(along)));
    }

    @Override
    default List<NDArray> splitChannels(NDArray input, int groups) {
        ShapeArray x = ShapeArray.of(input);
        long each = Shapes.divided(x, 1, groups, "splitChannels");
        return Collections.nCopies(groups, x.with(1, each, false));
    }

    @Override
    default NDArray sliceChannels(NDArray input, int from, int to) {
        ShapeArray x = ShapeArray.of(input);
        if (from < 0 || from >= to || to > x.size(1, "sliceChannels")) {
            throw new ShapeMismatch("sliceChannels of " + x.exact() + " from " + from + " to " + to);
        }
        return x.with(1, to - from, false);
    }

    @Override
    default NDArray channelShuffle(NDArray x, int groups) {
        Shapes.divided(Shapes.map(x, "channelShuffle"), 1, groups, "channelShuffle");
        return x;
    }

    @Override
    default NDArray flattenSpatial(NDArray input) {
        ShapeArray x = Shapes.map(input, "flattenSpatial");
        long pixels = x.size(2, "flattenSpatial") * x.size(3, "flattenSpatial");
        return new ShapeArray(
                new long[] {x.size(0, "flattenSpatial"), x.size(1, "flattenSpatial"), pixels},
                new boolean[] {x.open(0), x.open(1), true});
    }

    @Override
    default NDArray unflattenLike(NDArray input, NDArray reference) {
        String use = "unflattenLike";
        ShapeArray x = ShapeArray.of(input);
        ShapeArray r = Shapes.map(reference, use);
        if (x.rank() != 3 || x.size(2, use) != r.size(2, use) * r.size(3, use)) {
            throw new ShapeMismatch(use + " of " + x.exact() + " and " + r.exact());
        }
        return new ShapeArray(
                new long[] {x.size(0, use), x.size(1, use), r.size(2, use), r.size(3, use)},
                new boolean[] {x.open(0), x.open(1), r.open(2), r.open(3)});
    }

    @Override
    default NDArray expandToBatch(NDArray value, NDArray x) {
        ShapeArray one = ShapeArray.of(value);
        ShapeArray many = ShapeArray.of(x);
        if (one.size(0, "expandToBatch") != 1) {
            throw new ShapeMismatch("expandToBatch of " + one.exact() + ", which does not begin with 1");
        }
        return one.with(0, many.size(0, "expandToBatch"), many.open(0));
    }

    @Override
    default NDArray pixelShuffle(NDArray input, int factor) {
        ShapeArray x = Shapes.map(input, "pixelShuffle");
        long channels = Shapes.divided(x, 1, factor * factor, "pixelShuffle");
        return Shapes.sized(x, x.size(2, "pixelShuffle") * factor, x.size(3, "pixelShuffle") * factor, "pixelShuffle")
                .with(1, channels, false);
    }

    @Override
    default NDArray pixelUnshuffle(NDArray x, int factor) {
        return deeper(x, factor, "pixelUnshuffle");
    }

    @Override
    default NDArray spaceToDepth(NDArray x, int stride) {
        return deeper(x, stride, "spaceToDepth");
    }

    @Override
    default NDArray focusSlice(NDArray x) {
        return deeper(x, 2, "focusSlice");
    }

    @Override
    default NDArray darknetReorg(NDArray x, int stride) {
        Shapes.divided(Shapes.map(x, "darknetReorg"), 1, stride * stride, "darknetReorg");
        return deeper(x, stride, "darknetReorg");
    }

    private static ShapeArray deeper(NDArray input, int stride, String use) {
        ShapeArray x = Shapes.map(input, use);
        long height = Shapes.divided(x, 2, stride, use);
        long width = Shapes.divided(x, 3, stride, use);
        return Shapes.sized(x, height, width, use).with(1, x.size(1, use) * stride * stride, false);
    }

    @Override
    default NDArray unfold(NDArray input, Window w) {
        ShapeArray x = Shapes.map(input, "unfold");
        ShapeArray places = Shapes.slide(x, w, false, "unfold");
        long channels = x.size(1, "unfold") * w.kernelH() * w.kernelW();
        return new ShapeArray(
                new long[] {x.size(0, "unfold"), channels, places.size(2, "unfold") * places.size(3, "unfold")},
                new boolean[] {x.open(0), false, places.open(2) || places.open(3)});
    }

    @Override
    default NDArray fold(NDArray columns, NDArray reference, Window w) {
        ShapeArray x = ShapeArray.of(columns);
        ShapeArray r = Shapes.map(reference, "fold");
        long channels = Shapes.divided(x, 1, w.kernelH() * w.kernelW(), "fold");
        ShapeArray places = Shapes.slide(r, w, false, "fold");
        if (x.rank() != 3 || x.size(2, "fold") != places.size(2, "fold") * places.size(3, "fold")) {
            throw new ShapeMismatch("fold of " + x.exact() + " to the size of " + r.exact());
        }
        return new ShapeArray(
                new long[] {x.size(0, "fold"), channels, r.size(2, "fold"), r.size(3, "fold")},
                new boolean[] {x.open(0), false, r.open(2), r.open(3)});
    }
}
