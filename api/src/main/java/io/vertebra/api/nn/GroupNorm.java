package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Group norm: parameters {@code weight} and {@code bias}. Wu, He: Group Normalization, ECCV 2018. */
public final class GroupNorm extends UnaryLayer {
    private final int groups;
    private final float epsilon;
    private final Parameter scale;
    private final Parameter shift;

    /**
     * A group norm.
     *
     * @param groups divides the channels
     * @param epsilon added to the variance; PyTorch's default is 1e-5
     */
    public GroupNorm(int channels, int groups, float epsilon) {
        if (groups < 1 || channels % groups != 0) {
            throw new IllegalArgumentException("no group norm of " + channels + " channels in " + groups + " groups");
        }
        this.groups = groups;
        this.epsilon = epsilon;
        scale = parameter("weight", new Shape(channels), Parameter.Role.SCALE);
        shift = parameter("bias", new Shape(channels), Parameter.Role.SHIFT);
    }

    /** Same shape in and out. */
    @Override
    public NDArray run(Pass pass, NDArray x) {
        return pass.ops().groupNorm(x, pass.value(scale), pass.value(shift), groups, epsilon);
    }
}
