package io.vertebra.tck.check;

import io.vertebra.tck.check.BlockRun.Values;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam with steps that get smaller: Kingma and Ba 2015, "Adam: A Method for Stochastic Optimization", algorithm 1. Moves each value
 * by 25 in all at most.
 */
final class Descent {
    static final int STEPS = 240;
    /** Truths are assigned anew after so many steps. */
    static final int ASSIGNMENT = 40;

    private static final double FIRST = 0.9;
    private static final double SECOND = 0.99;
    private static final double TINY = 1e-12;
    private static final double RATE = 0.5;
    private static final double SHRINK = 0.98;

    private final Map<String, Values> values;
    private final Map<String, double[]> means = new HashMap<>();
    private final Map<String, double[]> squares = new HashMap<>();
    private int steps;

    /** Begins at these values, which it leaves alone. */
    Descent(Map<String, Values> start) {
        values = new LinkedHashMap<>();
        start.forEach((name, value) ->
                values.put(name, new Values(value.shape(), value.data().clone())));
    }

    Map<String, Values> values() {
        return values;
    }

    void step(Map<String, float[]> gradients) {
        steps++;
        double rate = RATE * Math.pow(SHRINK, steps);
        gradients.forEach((name, gradient) -> {
            Values value = values.get(name);
            if (value != null) {
                step(
                        value.data(),
                        gradient,
                        means.computeIfAbsent(name, key -> new double[gradient.length]),
                        squares.computeIfAbsent(name, key -> new double[gradient.length]),
                        rate);
            }
        });
    }

    private void step(float[] value, float[] gradient, double[] mean, double[] square, double rate) {
        double unbiased = 1 - Math.pow(FIRST, steps);
        double unbiasedSquare = 1 - Math.pow(SECOND, steps);
        for (int i = 0; i < value.length; i++) {
            double g = gradient[i];
            mean[i] = FIRST * mean[i] + (1 - FIRST) * g;
            square[i] = SECOND * square[i] + (1 - SECOND) * g * g;
            value[i] -= (float) (rate * mean[i] / unbiased / (Math.sqrt(square[i] / unbiasedSquare) + TINY));
        }
    }
}
