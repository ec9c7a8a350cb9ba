package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;

/** A convolution, its norm and an activation, declared by {@link Layer#convNorm} under two names of the parent. */
public final class ConvNorm {
    private final Conv conv;
    private final BatchNorm norm;
    private final Activation activation;

    ConvNorm(Conv conv, BatchNorm norm, Activation activation) {
        this.conv = conv;
        this.norm = norm;
        this.activation = activation;
    }

    /** (N, in, H, W) to (N, out, H', W'). */
    public NDArray run(Pass pass, NDArray x) {
        return activation.run(pass, norm.run(pass, conv.run(pass, x)));
    }
}
