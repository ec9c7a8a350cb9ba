package io.vertebra.api.box;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Suppression that lowers scores instead of dropping boxes: again and again the best remaining box is taken (of equal ones the
 * first) and the scores of the others fall with their overlap with it, until the best is below a limit. Bodla et al. 2017,
 * "Soft-NMS". Time grows with the square of the number of boxes.
 */
public final class SoftNms {
    private SoftNms() {}

    /**
     * The boxes that were taken, the best first.
     *
     * @param indices into the given boxes
     * @param scores lowered
     */
    public record Kept(int[] indices, float[] scores) {
        public Kept {
            indices = indices.clone();
            scores = scores.clone();
        }

        @Override
        public int[] indices() {
            return indices.clone();
        }

        @Override
        public float[] scores() {
            return scores.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Kept kept
                    && Arrays.equals(indices, kept.indices)
                    && Arrays.equals(scores, kept.scores);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(indices) + Arrays.hashCode(scores);
        }

        @Override
        public String toString() {
            return Arrays.toString(indices) + " " + Arrays.toString(scores);
        }
    }

    /**
     * A score falls by the factor (1 - overlap) where the overlap is above the threshold; equation 1 with the paper's rescoring.
     *
     * @param boxes corners, N of them
     * @param scores N, at least 0; NaN is never taken
     * @param threshold overlap in [0, 1]
     * @param lowest scores below it end the search
     */
    public static Kept linear(float[] boxes, float[] scores, double threshold, double lowest) {
        return run(boxes, scores, overlap -> overlap > threshold ? 1 - overlap : 1, lowest);
    }

    /**
     * A score falls by the factor exp(-overlap^2 / sigma); equation 3.
     *
     * @param boxes corners, N of them
     * @param scores N, at least 0; NaN is never taken
     * @param sigma greater than 0; the paper uses 0.5
     * @param lowest scores below it end the search
     */
    public static Kept gaussian(float[] boxes, float[] scores, double sigma, double lowest) {
        if (!(sigma > 0)) {
            throw new IllegalArgumentException("sigma is greater than 0, not " + sigma);
        }
        return run(boxes, scores, overlap -> Math.exp(-overlap * overlap / sigma), lowest);
    }

    private static Kept run(float[] boxes, float[] scores, DoubleUnaryOperator factor, double lowest) {
        Boxes.requireSame(Boxes.count(boxes), scores.length, "scores");
        double[] remaining = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            remaining[i] = scores[i];
        }
        int[] indices = new int[scores.length];
        float[] lowered = new float[scores.length];
        int count = 0;
        for (int best = best(remaining); best >= 0 && remaining[best] >= lowest; best = best(remaining)) {
            indices[count] = best;
            lowered[count++] = (float) remaining[best];
            remaining[best] = Double.NaN;
            for (int i = 0; i < remaining.length; i++) {
                remaining[i] *= factor.applyAsDouble(Overlap.iou(boxes, 4 * best, boxes, 4 * i));
            }
        }
        return new Kept(Arrays.copyOf(indices, count), Arrays.copyOf(lowered, count));
    }

    /** NaN marks what was taken already. */
    private static int best(double[] scores) {
        int best = -1;
        for (int i = 0; i < scores.length; i++) {
            if (best < 0 ? !Double.isNaN(scores[i]) : scores[i] > scores[best]) {
                best = i;
            }
        }
        return best;
    }
}
