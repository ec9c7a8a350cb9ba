package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/** A 2-D transposed convolution: parameters {@code weight} (in, out / groups, kernel H, kernel W) and, when asked for, {@code bias}. */
public final class ConvTranspose extends UnaryLayer {
    private final ConvTransposeSpec spec;
    private final Parameter weight;
    private final @Nullable Parameter bias;

    /** A transposed convolution of this form. */
    public ConvTranspose(ConvTransposeSpec spec) {
        this(spec, null);
    }

    /**
     * A transposed convolution of this form with the initial values of its paper.
     *
     * @param weights null for those of its role
     */
    public ConvTranspose(ConvTransposeSpec spec, @Nullable Initial weights) {
        this.spec = spec;
        Window window = spec.window();
        Shape shape = new Shape(spec.in(), spec.out() / spec.groups(), window.kernelH(), window.kernelW());
        weight = parameter("weight", shape, Parameter.Role.WEIGHT, weights);
        bias = spec.hasBias() ? parameter("bias", new Shape(spec.out()), Parameter.Role.BIAS) : null;
    }

    /** (N, in, H, W) to (N, out, (H - 1) stride - 2 padding + dilation (kernel - 1) + 1 + output padding, W' likewise). */
    @Override
    public NDArray run(Pass pass, NDArray x) {
        NDArray added = bias == null ? null : pass.value(bias);
        return pass.ops()
                .convTranspose2d(
                        x,
                        pass.value(weight),
                        added,
                        spec.window(),
                        spec.outputPaddingH(),
                        spec.outputPaddingW(),
                        spec.groups());
    }
}
