package io.vertebra.core.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.vertebra.api.nn.LayoutOps;
import io.vertebra.api.nn.Window;
import java.util.ArrayList;
import java.util.List;

/** Rearrangements of real arrays. */
interface EagerLayouts extends LayoutOps, UsesKit {
    @Override
    default NDArray concat(List<NDArray> parts, int axis) {
        return NDArrays.concat(new NDList(parts), axis);
    }

    @Override
    default List<NDArray> split(NDArray x, int parts, int axis) {
        return new ArrayList<>(x.split(parts, axis < 0 ? axis + x.getShape().dimension() : axis));
    }

    @Override
    default List<NDArray> splitChannels(NDArray x, int groups) {
        return split(x, groups, 1);
    }

    @Override
    default NDArray sliceChannels(NDArray x, int from, int to) {
        return kit().one("slice_channels", x, from, to);
    }

    @Override
    default NDArray channelShuffle(NDArray x, int groups) {
        long[] s = x.getShape().getShape();
        return x.reshape(s[0], groups, s[1] / groups, s[2], s[3]) // (N, G, C/G, H, W)
                .transpose(0, 2, 1, 3, 4) // (N, C/G, G, H, W)
                .reshape(s[0], s[1], s[2], s[3]); // (N, C, H, W)
    }

    @Override
    default NDArray flattenSpatial(NDArray x) {
        return x.reshape(x.getShape().get(0), x.getShape().get(1), -1); // (N, C, H W)
    }

    @Override
    default NDArray unflattenLike(NDArray x, NDArray reference) {
        long[] s = x.getShape().getShape();
        long[] r = reference.getShape().getShape();
        return x.reshape(s[0], s[1], r[2], r[3]); // (N, C, H, W)
    }

    @Override
    default NDArray expandToBatch(NDArray value, NDArray x) {
        long[] shape = value.getShape().getShape();
        shape[0] = x.getShape().get(0);
        return value.broadcast(shape);
    }

    @Override
    default NDArray pixelShuffle(NDArray x, int factor) {
        return kit().one("pixel_shuffle", x, factor);
    }

    @Override
    default NDArray pixelUnshuffle(NDArray x, int factor) {
        return kit().one("pixel_unshuffle", x, factor);
    }

    @Override
    default NDArray spaceToDepth(NDArray x, int stride) {
        return toDepth(x, stride, 3, 5);
    }

    @Override
    default NDArray focusSlice(NDArray x) {
        return toDepth(x, 2, 5, 3);
    }

    /** Moves the rest of rows (axis 3) and of columns (axis 5) before the channels, in the given order. */
    private static NDArray toDepth(NDArray x, int s, int first, int second) {
        long[] n = x.getShape().getShape();
        return x.reshape(n[0], n[1], n[2] / s, s, n[3] / s, s) // (N, C, H/s, s, W/s, s)
                .transpose(0, first, second, 1, 2, 4) // (N, s, s, C, H/s, W/s)
                .reshape(n[0], n[1] * s * s, n[2] / s, n[3] / s); // (N, s s C, H/s, W/s)
    }

    @Override
    default NDArray darknetReorg(NDArray x, int s) {
        long[] n = x.getShape().getShape();
        return spaceToDepth(x.reshape(n[0], n[1] / s / s, n[2] * s, n[3] * s), s) // (N, C, H, W)
                .reshape(n[0], n[1] * s * s, n[2] / s, n[3] / s); // (N, s s C, H/s, W/s)
    }

    @Override
    default NDArray unfold(NDArray x, Window w) {
        return kit().one("unfold", x, UsesKit.kernel(w), UsesKit.dilation(w), UsesKit.padding(w), UsesKit.stride(w));
    }

    @Override
    default NDArray fold(NDArray x, NDArray reference, Window w) {
        return kit().one(
                        "fold",
                        x,
                        reference,
                        UsesKit.kernel(w),
                        UsesKit.dilation(w),
                        UsesKit.padding(w),
                        UsesKit.stride(w));
    }
}
