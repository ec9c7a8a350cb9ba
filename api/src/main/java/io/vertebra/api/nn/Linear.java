package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** A fully connected layer: parameters {@code weight} (out, in) and {@code bias}. */
public final class Linear extends UnaryLayer {
    private final Parameter weight;
    private final Parameter bias;

    /** With bias. */
    public Linear(int in, int out) {
        weight = parameter("weight", new Shape(out, in), Parameter.Role.WEIGHT);
        bias = parameter("bias", new Shape(out), Parameter.Role.BIAS);
    }

    /** (N, in) to (N, out). */
    @Override
    public NDArray run(Pass pass, NDArray x) {
        return pass.ops().linear(x, pass.value(weight), pass.value(bias));
    }
}
