package io.vertebra.core.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import io.vertebra.api.nn.Averaging;
import io.vertebra.api.nn.Operators;
import io.vertebra.api.nn.Resize;
import io.vertebra.api.nn.Window;
import io.vertebra.core.graph.SamePadding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operators on real arrays, by DJL's own functions where they are right and by the kit where they are not. A
 * result belongs to where the first argument belongs. */
final class EagerOperators implements Operators {
    private final OpKit kit;
    private final boolean training;

    EagerOperators(OpKit kit, boolean training) {
        this.kit = kit;
        this.training = training;
    }

    @Override
    public NDArray conv2d(NDArray x, NDArray weight, @Nullable NDArray bias, Window w, int groups) {
        return Conv2d.conv2d(
                        x,
                        weight,
                        bias,
                        new Shape(w.strideH(), w.strideW()),
                        new Shape(w.paddingH(), w.paddingW()),
                        new Shape(w.dilationH(), w.dilationW()),
                        groups)
                .singletonOrThrow();
    }

    @Override
    public NDArray convTranspose2d(
            NDArray x, NDArray weight, @Nullable NDArray bias, Window w, int extraH, int extraW, int groups) {
        int[] stride = {w.strideH(), w.strideW()};
        int[] padding = {w.paddingH(), w.paddingW()};
        int[] dilation = {w.dilationH(), w.dilationW()};
        return kit.one(
                "conv_transpose2d", x, weight, bias, stride, padding, new int[] {extraH, extraW}, groups, dilation);
    }

    @Override
    public NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias) {
        return Linear.linear(x, weight, bias).singletonOrThrow();
    }

    @Override
    public NDArray batchNorm(
            NDArray x, NDArray scale, NDArray shift, NDArray mean, NDArray variance, float epsilon, float momentum) {
        return BatchNorm.batchNorm(x, mean, variance, scale, shift, 1, momentum, epsilon, training)
                .singletonOrThrow();
    }

    @Override
    public NDArray groupNorm(NDArray x, @Nullable NDArray scale, @Nullable NDArray shift, int groups, float epsilon) {
        return kit.one("group_norm", x, scale, shift, groups, epsilon);
    }

    @Override
    public NDArray relu(NDArray x) {
        return Activation.relu(x);
    }

    @Override
    public NDArray relu6(NDArray x) {
        return x.clip(0, 6);
    }

    @Override
    public NDArray leakyRelu(NDArray x, float slope) {
        return Activation.leakyRelu(x, slope);
    }

    @Override
    public NDArray prelu(NDArray x, NDArray slope) {
        return kit.one("prelu", x, slope);
    }

    @Override
    public NDArray sigmoid(NDArray x) {
        return Activation.sigmoid(x);
    }

    @Override
    public NDArray silu(NDArray x) {
        return Activation.swish(x, 1);
    }

    @Override
    public NDArray tanh(NDArray x) {
        return Activation.tanh(x);
    }

    @Override
    public NDArray maxPool(NDArray x, Window w, boolean ceil) {
        return Pool.maxPool2d(x, kernel(w), stride(w), new Shape(w.paddingH(), w.paddingW()), ceil);
    }

    @Override
    public NDArray avgPool(NDArray x, Window w) {
        return Pool.avgPool2d(x, kernel(w), stride(w), new Shape(w.paddingH(), w.paddingW()), false, true);
    }

    @Override
    public NDArray avgPool(NDArray x, Window w, Averaging averaging) {
        int[] kernel = {w.kernelH(), w.kernelW()};
        int[] stride = {w.strideH(), w.strideW()};
        int[] padding = {w.paddingH(), w.paddingW()};
        Integer divisor = averaging.divisor() == 0 ? null : averaging.divisor();
        return kit.one("avg_pool2d", x, kernel, stride, padding, averaging.ceil(), averaging.countPadding(), divisor);
    }

    private static Shape kernel(Window w) {
        if (w.dilationH() != 1 || w.dilationW() != 1) {
            throw new IllegalArgumentException("pooling has no dilation");
        }
        return new Shape(w.kernelH(), w.kernelW());
    }

    private static Shape stride(Window w) {
        return new Shape(w.strideH(), w.strideW());
    }

    @Override
    public NDArray globalAvgPool(NDArray x) {
        return Pool.globalAvgPool2d(x);
    }

    @Override
    public NDArray concat(List<NDArray> parts, int axis) {
        return NDArrays.concat(new NDList(parts), axis);
    }

    @Override
    public List<NDArray> splitChannels(NDArray x, int groups) {
        return new ArrayList<>(x.split(groups, 1));
    }

    @Override
    public NDArray channelShuffle(NDArray x, int groups) {
        long[] s = x.getShape().getShape();
        return x.reshape(s[0], groups, s[1] / groups, s[2], s[3]) // (N, G, C/G, H, W)
                .transpose(0, 2, 1, 3, 4) // (N, C/G, G, H, W)
                .reshape(s[0], s[1], s[2], s[3]); // (N, C, H, W)
    }

    @Override
    public NDArray flattenSpatial(NDArray x) {
        return x.reshape(x.getShape().get(0), x.getShape().get(1), -1); // (N, C, H W)
    }

    @Override
    public NDArray samePad(NDArray x, Window w) {
        long tall = SamePadding.total(x.getShape().get(2), w.kernelH(), w.strideH(), w.dilationH());
        long wide = SamePadding.total(x.getShape().get(3), w.kernelW(), w.strideW(), w.dilationW());
        if (tall == 0 && wide == 0) {
            return x;
        }
        // the engine pads the last axis first: left, right, top, bottom
        return x.pad(new Shape(wide / 2, wide - wide / 2, tall / 2, tall - tall / 2), 0);
    }

    @Override
    public NDArray resizeLike(NDArray x, NDArray reference, Resize mode) {
        return kit.one("resize_like", x, reference, mode);
    }
}
