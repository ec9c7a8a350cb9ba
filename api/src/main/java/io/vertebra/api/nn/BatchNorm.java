package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Batch norm: parameters {@code weight}, {@code bias}, {@code running_mean}, {@code running_var}. Ioffe, Szegedy: Batch
 * Normalization, ICML 2015.
 */
public final class BatchNorm extends UnaryLayer {
    private final NormSpec spec;
    private final Parameter scale;
    private final Parameter shift;
    private final Parameter mean;
    private final Parameter variance;

    /** For so many channels. */
    public BatchNorm(int channels, NormSpec spec) {
        this.spec = spec;
        Shape shape = new Shape(channels);
        scale = parameter("weight", shape, Parameter.Role.SCALE);
        shift = parameter("bias", shape, Parameter.Role.SHIFT);
        mean = parameter("running_mean", shape, Parameter.Role.RUNNING_MEAN);
        variance = parameter("running_var", shape, Parameter.Role.RUNNING_VARIANCE);
    }

    /** Same shape in and out. */
    @Override
    public NDArray run(Pass pass, NDArray x) {
        return pass.ops()
                .batchNorm(
                        x,
                        pass.value(scale),
                        pass.value(shift),
                        pass.value(mean),
                        pass.value(variance),
                        spec.epsilon(),
                        spec.momentum());
    }
}
