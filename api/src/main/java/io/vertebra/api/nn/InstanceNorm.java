package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Instance norm: parameters {@code weight} and {@code bias}. Ulyanov, Vedaldi, Lempitsky: Instance Normalization, 2016. */
public final class InstanceNorm extends UnaryLayer {
    private final float epsilon;
    private final Parameter scale;
    private final Parameter shift;

    /**
     * An instance norm with scale and shift; the operator itself does without.
     *
     * @param epsilon added to the variance; PyTorch's default is 1e-5
     */
    public InstanceNorm(int channels, float epsilon) {
        this.epsilon = epsilon;
        scale = parameter("weight", new Shape(channels), Parameter.Role.SCALE);
        shift = parameter("bias", new Shape(channels), Parameter.Role.SHIFT);
    }

    /** Same shape in and out: (N, C, H, W). */
    @Override
    public NDArray run(Pass pass, NDArray x) {
        return pass.ops().instanceNorm(x, pass.value(scale), pass.value(shift), epsilon);
    }
}
