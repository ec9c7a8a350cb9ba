package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * A rectifier whose slope for negative values is learned: parameter {@code weight}. He, Zhang, Ren, Sun: Delving Deep into
 * Rectifiers, ICCV 2015, section 2.1.
 */
public final class PRelu extends UnaryLayer {
    private final Parameter slope;

    /**
     * A rectifier.
     *
     * @param slopes one for each channel, or 1 for all
     */
    public PRelu(int slopes) {
        slope = parameter("weight", new Shape(slopes), Parameter.Role.SLOPE);
    }

    /** Same shape in and out; channels are axis 1. */
    @Override
    public NDArray run(Pass pass, NDArray x) {
        return pass.ops().prelu(x, pass.value(slope));
    }
}
