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
        this(spec, null, null);
    }

    /**
     * A convolution of this form with the initial values of its paper.
     *
     * @param weights null for those of its role
     * @param biases null for zeros
     */
    public Conv(ConvSpec spec, @Nullable Initial weights, @Nullable Initial biases) {
        this.spec = spec;
        Window window = spec.window();
        Shape shape = new Shape(spec.out(), spec.in() / spec.groups(), window.kernelH(), window.kernelW());
        weight = parameter("weight", shape, Parameter.Role.WEIGHT, weights);
        bias = spec.hasBias() ? parameter("bias", new Shape(spec.out()), Parameter.Role.BIAS, biases) : null;
    }

    /** (N, in, H, W) to (N, out, H', W'). */
    @Override
    public NDArray run(Pass pass, NDArray x) {
        NDArray padded = spec.same() ? pass.ops().samePad(x, spec.window()) : x;
        NDArray added = bias == null ? null : pass.value(bias);
        return pass.ops().conv2d(padded, pass.value(weight), added, spec.window(), spec.groups());
    }
}
