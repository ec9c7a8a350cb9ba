package io.vertebra.core.graph;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.Averaging;
import io.vertebra.api.nn.Operators;
import io.vertebra.api.nn.Resize;
import io.vertebra.api.nn.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One shape rule for each operator; also counts multiply-adds. */
final class ShapeOperators implements Operators {
    private long multiplyAdds;

    /** Of all convolutions and linear layers so far. */
    long multiplyAdds() {
        return multiplyAdds;
    }

    @Override
    public NDArray conv2d(NDArray input, NDArray kernel, @Nullable NDArray bias, Window window, int groups) {
        ShapeArray x = map(input, "conv2d");
        ShapeArray weight = ShapeArray.of(kernel);
        long in = weight.size(1, "conv2d") * groups;
        if (x.size(1, "conv2d") != in) {
            throw new ShapeMismatch("conv2d of " + x.exact() + " with weights for " + in + " channels");
        }
        long out = weight.size(0, "conv2d");
        ShapeArray y = slide(x, window, false, "conv2d").with(1, out, false);
        multiplyAdds += y.exact().size() * weight.exact().size() / out;
        return y;
    }

    @Override
    public NDArray convTranspose2d(
            NDArray input,
            NDArray kernel,
            @Nullable NDArray bias,
            Window window,
            int outputPaddingH,
            int outputPaddingW,
            int groups) {
        ShapeArray x = map(input, "convTranspose2d");
        ShapeArray weight = ShapeArray.of(kernel);
        if (x.size(1, "convTranspose2d") != weight.size(0, "convTranspose2d")) {
            throw new ShapeMismatch("convTranspose2d of " + x.exact() + " with weights " + weight.exact());
        }
        long high = (x.size(2, "convTranspose2d") - 1) * window.strideH() - 2L * window.paddingH();
        long wide = (x.size(3, "convTranspose2d") - 1) * window.strideW() - 2L * window.paddingW();
        high += (long) window.dilationH() * (weight.size(2, "convTranspose2d") - 1) + 1 + outputPaddingH;
        wide += (long) window.dilationW() * (weight.size(3, "convTranspose2d") - 1) + 1 + outputPaddingW;
        if (high < 1 || wide < 1) {
            throw new ShapeMismatch("convTranspose2d of " + x.exact() + " leaves nothing beside the padding");
        }
        multiplyAdds += x.exact().size() * weight.exact().size() / weight.size(0, "convTranspose2d");
        return x.with(1, weight.size(1, "convTranspose2d") * groups, false)
                .with(2, high, x.open(2))
                .with(3, wide, x.open(3));
    }

    @Override
    public NDArray linear(NDArray input, NDArray weight, @Nullable NDArray bias) {
        ShapeArray x = ShapeArray.of(input);
        ShapeArray w = ShapeArray.of(weight);
        if (x.size(-1, "linear") != w.size(1, "linear")) {
            throw new ShapeMismatch("linear of " + x.exact() + " with weights " + w.exact());
        }
        ShapeArray y = x.with(x.rank() - 1, w.size(0, "linear"), false);
        multiplyAdds += y.exact().size() * w.size(1, "linear");
        return y;
    }

    @Override
    public NDArray batchNorm(
            NDArray x, NDArray scale, NDArray shift, NDArray mean, NDArray variance, float epsilon, float momentum) {
        long channels = ShapeArray.of(scale).exact().size();
        if (ShapeArray.of(x).size(1, "batchNorm") != channels) {
            throw new ShapeMismatch(
                    "batchNorm of " + ShapeArray.of(x).exact() + " with parameters for " + channels + " channels");
        }
        return x;
    }

    @Override
    public NDArray groupNorm(
            NDArray input, @Nullable NDArray scale, @Nullable NDArray shift, int groups, float epsilon) {
        ShapeArray x = ShapeArray.of(input);
        divided(x, groups, "groupNorm");
        perChannel(x, scale, "groupNorm");
        perChannel(x, shift, "groupNorm");
        return x;
    }

    private static void perChannel(ShapeArray x, @Nullable NDArray values, String use) {
        if (values != null && ShapeArray.of(values).exact().size() != x.size(1, use)) {
            throw new ShapeMismatch(use + " of " + x.exact() + " with parameters "
                    + ShapeArray.of(values).exact());
        }
    }

    @Override
    public NDArray relu(NDArray x) {
        return ShapeArray.of(x);
    }

    @Override
    public NDArray relu6(NDArray x) {
        return ShapeArray.of(x);
    }

    @Override
    public NDArray leakyRelu(NDArray x, float slope) {
        return ShapeArray.of(x);
    }

    @Override
    public NDArray prelu(NDArray x, NDArray slope) {
        if (ShapeArray.of(slope).exact().size() != 1) {
            perChannel(ShapeArray.of(x), slope, "prelu");
        }
        return ShapeArray.of(x);
    }

    @Override
    public NDArray sigmoid(NDArray x) {
        return ShapeArray.of(x);
    }

    @Override
    public NDArray silu(NDArray x) {
        return ShapeArray.of(x);
    }

    @Override
    public NDArray tanh(NDArray x) {
        return ShapeArray.of(x);
    }

    @Override
    public NDArray maxPool(NDArray x, Window window, boolean ceil) {
        undilated(window, "maxPool");
        return slide(map(x, "maxPool"), window, ceil, "maxPool");
    }

    @Override
    public NDArray avgPool(NDArray x, Window window) {
        return avgPool(x, window, Averaging.DEFAULT);
    }

    @Override
    public NDArray avgPool(NDArray x, Window window, Averaging averaging) {
        undilated(window, "avgPool");
        return slide(map(x, "avgPool"), window, averaging.ceil(), "avgPool");
    }

    private static void undilated(Window window, String use) {
        if (window.dilationH() != 1 || window.dilationW() != 1) {
            throw new ShapeMismatch(use + " with dilation");
        }
    }

    @Override
    public NDArray globalAvgPool(NDArray input) {
        ShapeArray x = map(input, "globalAvgPool");
        return new ShapeArray(
                new long[] {x.size(0, "globalAvgPool"), x.size(1, "globalAvgPool")},
                new boolean[] {x.open(0), x.open(1)});
    }

    @Override
    public NDArray concat(List<NDArray> parts, int axis) {
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
    public List<NDArray> splitChannels(NDArray input, int groups) {
        ShapeArray x = ShapeArray.of(input);
        long each = divided(x, groups, "splitChannels");
        List<NDArray> parts = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            parts.add(x.with(1, each, false));
        }
        return parts;
    }

    @Override
    public NDArray channelShuffle(NDArray x, int groups) {
        divided(map(x, "channelShuffle"), groups, "channelShuffle");
        return x;
    }

    private static long divided(ShapeArray x, int groups, String use) {
        long channels = x.size(1, use);
        if (channels % groups != 0) {
            throw new ShapeMismatch(use + " of " + channels + " channels into " + groups + " groups");
        }
        return channels / groups;
    }

    @Override
    public NDArray flattenSpatial(NDArray input) {
        ShapeArray x = map(input, "flattenSpatial");
        long pixels = x.size(2, "flattenSpatial") * x.size(3, "flattenSpatial");
        return new ShapeArray(
                new long[] {x.size(0, "flattenSpatial"), x.size(1, "flattenSpatial"), pixels},
                new boolean[] {x.open(0), x.open(1), true});
    }

    @Override
    public NDArray samePad(NDArray input, Window window) {
        ShapeArray x = map(input, "samePad");
        long height = x.size(2, "samePad");
        long width = x.size(3, "samePad");
        long tall = height + SamePadding.total(height, window.kernelH(), window.strideH(), window.dilationH());
        long wide = width + SamePadding.total(width, window.kernelW(), window.strideW(), window.dilationW());
        return x.with(2, tall, x.open(2)).with(3, wide, x.open(3));
    }

    @Override
    public NDArray resizeLike(NDArray input, NDArray reference, Resize mode) {
        ShapeArray like = map(reference, "resizeLike");
        return map(input, "resizeLike")
                .with(2, like.size(2, "resizeLike"), like.open(2))
                .with(3, like.size(3, "resizeLike"), like.open(3));
    }

    private static ShapeArray map(NDArray array, String use) {
        ShapeArray x = ShapeArray.of(array);
        if (x.rank() != 4) {
            throw new ShapeMismatch(use + " of " + x.exact() + ", which is no map (N, C, H, W)");
        }
        return x;
    }

    private static ShapeArray slide(ShapeArray x, Window w, boolean ceil, String use) {
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
