package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Layer norm over channels: parameters {@code weight} and {@code bias}. Ba, Kiros, Hinton: Layer Normalization, 2016. */
public final class LayerNorm extends UnaryLayer {
    private final Axis axis;
    private final float epsilon;
    private final Parameter scale;
    private final Parameter shift;

    /** Where the channels are. */
    public enum Axis {
        /** Last: tokens (N, T, C), vectors (N, C). */
        LAST,
        /** Axis 1: maps (N, C, H, W), each pixel by itself (Liu et al.: A ConvNet for the 2020s, CVPR 2022). */
        CHANNELS
    }

    /**
     * A layer norm.
     *
     * @param epsilon added to the variance; PyTorch's default is 1e-5, transformers mostly have 1e-6
     */
    public LayerNorm(int channels, Axis axis, float epsilon) {
        this.axis = axis;
        this.epsilon = epsilon;
        scale = parameter("weight", new Shape(channels), Parameter.Role.SCALE);
        shift = parameter("bias", new Shape(channels), Parameter.Role.SHIFT);
    }

    /** Same shape in and out. */
    @Override
    public NDArray run(Pass pass, NDArray x) {
        return switch (axis) {
            case LAST -> pass.ops().layerNorm(x, pass.value(scale), pass.value(shift), epsilon);
            case CHANNELS -> pass.ops().channelNorm(x, pass.value(scale), pass.value(shift), epsilon);
        };
    }
}
