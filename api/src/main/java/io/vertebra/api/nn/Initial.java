package io.vertebra.api.nn;

/**
 * How a parameter that no file fills is drawn, where its paper says so. The distribution is uniform, also where the paper's is
 * normal: mean and deviation are what it states, and a uniform draw is equal on every machine.
 *
 * @param mean of the values
 * @param deviation their standard deviation, at least 0; 0 gives the mean itself
 */
public record Initial(double mean, double deviation) {
    public Initial {
        if (!Double.isFinite(mean) || !(deviation >= 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException("no distribution: mean " + mean + ", deviation " + deviation);
        }
    }

    /** Always this number. */
    public static Initial constant(double value) {
        return new Initial(value, 0);
    }

    /** Around zero. */
    public static Initial spread(double deviation) {
        return new Initial(0, deviation);
    }
}
