package io.vertebra.classic.efficientnet;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.Activation;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.nn.UnaryLayer;

/** Hu, Shen, Sun: Squeeze-and-Excitation Networks, CVPR 2018, figure 2: each channel times a gate from the means of all. */
final class SqueezeExcitation extends UnaryLayer {
    private final Conv reduce;
    private final Conv expand;
    private final Activation activation;

    SqueezeExcitation(int channels, int squeezed, Activation activation) {
        reduce = conv("conv_reduce", conv(channels, squeezed));
        expand = conv("conv_expand", conv(squeezed, channels));
        this.activation = activation;
    }

    @Override
    public NDArray run(Pass pass, NDArray x) {
        NDArray mean = pass.ops().globalAvgPool(x).expandDims(2).expandDims(3); // (N, C, 1, 1)
        NDArray squeezed = activation.run(pass, reduce.run(pass, mean)); // (N, squeezed, 1, 1)
        return x.mul(pass.ops().sigmoid(expand.run(pass, squeezed))); // (N, C, H, W)
    }
}
