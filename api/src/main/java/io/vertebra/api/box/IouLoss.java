package io.vertebra.api.box;

/**
 * Losses of predicted boxes against their targets, pair by pair: values only, with torchvision's small constants in the
 * denominators. Training differentiates the same formulas on the engine's arrays.
 */
public final class IouLoss {
    private static final double EPSILON = 1e-7;

    private IouLoss() {}

    /** 1 - generalized overlap, in [0, 2); Rezatofighi et al. 2019. N values for N pairs. */
    public static float[] generalized(float[] predicted, float[] targets) {
        return pairs(predicted, targets, IouLoss::generalized);
    }

    /** 1 - overlap + the centres' distance, in [0, 2); Zheng et al. 2020, equation 7. N values for N pairs. */
    public static float[] distance(float[] predicted, float[] targets) {
        return pairs(predicted, targets, IouLoss::distance);
    }

    /** The distance loss and a penalty for unlike aspect ratios; Zheng et al. 2020, equation 10. N values for N pairs. */
    public static float[] complete(float[] predicted, float[] targets) {
        return pairs(predicted, targets, IouLoss::complete);
    }

    private static double generalized(float[] a, float[] b, int at) {
        double around = Overlap.enclosingArea(a, at, b, at);
        return 1 - iou(a, b, at) + (around - union(a, b, at)) / (around + EPSILON);
    }

    private static double distance(float[] a, float[] b, int at) {
        double diagonal = Overlap.squaredDiagonal(a, at, b, at);
        return 1 - iou(a, b, at) + Overlap.squaredCentreDistance(a, at, b, at) / (diagonal + EPSILON);
    }

    private static double complete(float[] a, float[] b, int at) {
        double unlike = Overlap.unlikeness(a, at, b, at);
        return distance(a, b, at) + unlike * unlike / (1 - iou(a, b, at) + unlike + EPSILON);
    }

    private static double iou(float[] a, float[] b, int at) {
        return Overlap.intersection(a, at, b, at) / (union(a, b, at) + EPSILON);
    }

    private static double union(float[] a, float[] b, int at) {
        return (double) Boxes.area(a, at) + Boxes.area(b, at) - Overlap.intersection(a, at, b, at);
    }

    private interface Pair {
        double of(float[] predicted, float[] targets, int at);
    }

    private static float[] pairs(float[] predicted, float[] targets, Pair loss) {
        float[] losses = new float[Boxes.count(predicted)];
        Boxes.requireSame(losses.length, Boxes.count(targets), "targets");
        for (int i = 0; i < losses.length; i++) {
            losses[i] = (float) loss.of(predicted, targets, 4 * i);
        }
        return losses;
    }
}
