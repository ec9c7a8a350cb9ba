package io.vertebra.tck.check;

import ai.djl.ndarray.types.Shape;
import io.vertebra.tck.check.BlockRun.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Arithmetic on plain maps (N, C, H, W). */
final class Planes {
    private static final float TOLERANCE = 1e-4f;
    private static final float SUM_TOLERANCE = 1e-5f;
    /** Below this a quotient says nothing. */
    private static final float LEAST = 0.05f;

    private Planes() {}

    static float largestDifference(float[] one, float[] other) {
        float largest = one.length == other.length ? 0 : Float.POSITIVE_INFINITY;
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            largest = Math.max(largest, Math.abs(one[i] - other[i]));
        }
        return largest;
    }

    /** The pixels in another order, the same one for each channel and image. */
    static Values shuffled(Values map, long seed) {
        int pixels = pixels(map.shape());
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < pixels; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        float[] data = new float[map.data().length];
        for (int i = 0; i < data.length; i++) {
            data[i] = map.data()[i - i % pixels + order.get(i % pixels)];
        }
        return new Values(map.shape(), data);
    }

    private static int pixels(Shape shape) {
        return Math.toIntExact(shape.get(2) * shape.get(3));
    }

    /** Output over input is the same for all channels of a pixel. */
    static void requireOneWeightAPixel(Values input, Values output) {
        int pixels = pixels(input.shape());
        int image = Math.toIntExact(input.shape().get(1)) * pixels;
        float[] first = new float[input.data().length / image * pixels];
        Arrays.fill(first, Float.NaN);
        for (int i = 0; i < input.data().length; i++) {
            if (Math.abs(input.data()[i]) < LEAST) {
                continue;
            }
            float weight = output.data()[i] / input.data()[i];
            int pixel = i / image * pixels + i % pixels;
            if (Float.isNaN(first[pixel])) {
                first[pixel] = weight;
            }
            Broken.unless(
                    Math.abs(weight - first[pixel]) <= TOLERANCE * Math.max(1, Math.abs(weight)),
                    "declares symmetry SPATIAL and weighs the channels of a pixel by " + first[pixel] + " and "
                            + weight);
        }
    }

    static void requireRowsOfOne(Values weights) {
        int columns = Math.toIntExact(weights.shape().get(weights.shape().dimension() - 1));
        for (int row = 0; row < weights.data().length / columns; row++) {
            double sum = 0;
            for (int i = 0; i < columns; i++) {
                sum += weights.data()[row * columns + i];
            }
            Broken.unless(Math.abs(sum - 1) <= SUM_TOLERANCE * 10, "a row of its weights has the sum " + sum);
        }
    }
}
