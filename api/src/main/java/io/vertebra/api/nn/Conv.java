package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/** A 2-D convolution: parameters {@code weight} and, when asked for, {@code bias}. */
public final class Conv extends UnaryLayer {
    private final ConvSpec spec;
    private final Parameter weight;
    private final @Nullable Parameter bias;

    /** A convolution of this form. */
    public Conv(ConvSpec spec) {
        this.spec = spec;
        Window window = spec.window();
        Shape shape = new Shape(spec.out(), spec.in() / spec.groups(), window.kernelH(), window.kernelW());
        weight = parameter("weight", shape, Parameter.Role.WEIGHT);
        bias = spec.hasBias() ? parameter("bias", new Shape(spec.out()), Parameter.Role.BIAS) : null;
    }

    /** (N, in, H, W) to (N, out, H', W'). */
    @Override
    public NDArray run(Pass pass, NDArray x) {
        NDArray padded = spec.same() ? pass.ops().samePad(x, spec.window()) : x;
        NDArray added = bias == null ? null : pass.value(bias);
        return pass.ops().conv2d(padded, pass.value(weight), added, spec.window(), spec.groups());
    }
}
