package io.vertebra.core.weights;

import io.vertebra.api.nn.Initial;
import io.vertebra.api.nn.Parameter;
import java.util.Arrays;

/**
 * Values for parameters that no file gives. They depend on the seed, the parameter's full name, shape and role only, so that
 * they are equal on every machine and do not move when another layer is added.
 *
 * <p>Weights have the variance 2 / fan-in of He, Zhang, Ren, Sun: Delving Deep into Rectifiers, ICCV 2015, equation 10, drawn
 * from a uniform distribution (bound {@code sqrt(6 / fan-in)}) where the paper draws from a normal one. Fan-in is the product
 * of all axes but the first. Biases, shifts and running means are 0; scales and running variances are 1;
 * slopes are 0.25 as in He et al., section 2.1. A layer that states an {@link Initial} gets that instead.
 */
public final class InitialValues {
    private InitialValues() {}

    /**
     * The values of one parameter in row-major order.
     *
     * @param name its full name in the model
     */
    public static float[] of(long seed, String name, Parameter parameter) {
        int count = Math.toIntExact(parameter.shape().size());
        if (parameter.initial().isPresent()) {
            Initial initial = parameter.initial().get();
            // a uniform distribution reaches sqrt(3) deviations to both sides
            return SeededValues.of(seed, name).fill(count, initial.mean(), Math.sqrt(3) * initial.deviation());
        }
        return switch (parameter.role()) {
            case WEIGHT -> SeededValues.of(seed, name).fill(count, 0, Math.sqrt(6.0 / fanIn(parameter)));
            case BIAS, SHIFT, RUNNING_MEAN -> new float[count];
            case SCALE, RUNNING_VARIANCE -> all(count, 1);
            case SLOPE -> all(count, 0.25f);
        };
    }

    private static long fanIn(Parameter parameter) {
        return Arrays.stream(parameter.shape().getShape()).skip(1).reduce(1, (a, b) -> a * b);
    }

    private static float[] all(int count, float value) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return values;
    }
}
