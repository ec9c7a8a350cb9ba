package io.vertebra.core.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import io.vertebra.api.nn.ConvolutionOps;
import io.vertebra.api.nn.Window;
import org.jspecify.annotations.Nullable;

/** Convolutions on real arrays. */
interface EagerConvolutions extends ConvolutionOps, UsesKit {
    @Override
    default NDArray conv2d(NDArray x, NDArray weight, @Nullable NDArray bias, Window w, int groups) {
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
    default NDArray convTranspose2d(
            NDArray x, NDArray weight, @Nullable NDArray bias, Window w, int extraH, int extraW, int groups) {
        return kit().one(
                        "conv_transpose2d",
                        x,
                        weight,
                        bias,
                        UsesKit.stride(w),
                        UsesKit.padding(w),
                        new int[] {extraH, extraW},
                        groups,
                        UsesKit.dilation(w));
    }

    @Override
    default NDArray deformableConv2d(
            NDArray x,
            NDArray offset,
            @Nullable NDArray mask,
            NDArray weight,
            @Nullable NDArray bias,
            Window w,
            int groups) {
        return kit().one(
                        "deformable_conv2d",
                        x,
                        offset,
                        mask,
                        weight,
                        bias,
                        UsesKit.kernel(w),
                        UsesKit.stride(w),
                        UsesKit.padding(w),
                        UsesKit.dilation(w),
                        groups);
    }

    @Override
    default NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias) {
        return Linear.linear(x, weight, bias).singletonOrThrow();
    }
}
