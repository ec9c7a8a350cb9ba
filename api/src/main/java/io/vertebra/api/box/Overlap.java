package io.vertebra.api.box;

import io.vertebra.api.geometry.Box;
import java.util.List;

/**
 * How much two boxes overlap: intersection over union and its three refinements, as matrices over two sets of boxes, row-major
 * with a row for each box of the first set.
 *
 * <p>Two boxes without area, and boxes with an edge that is NaN, overlap by 0, where torchvision says NaN. A box whose corners
 * are the wrong way round intersects nothing.
 */
public final class Overlap {
    /** Keeps the penalties finite where both boxes are the same point; torchvision's value. */
    private static final float EPSILON = 1e-7f;

    private Overlap() {}

    /** Intersection over union in [0, 1]. */
    public static float iou(Box a, Box b) {
        return iou(Boxes.of(List.of(a)), 0, Boxes.of(List.of(b)), 0);
    }

    /** Intersection over union in [0, 1]; N x M. */
    public static float[] iou(float[] a, float[] b) {
        return matrix(a, b, Overlap::iou);
    }

    /**
     * Intersection over union minus the share of the enclosing box that neither covers; in (-1, 1], N x M. Rezatofighi et al.
     * 2019, "Generalized Intersection over Union".
     */
    public static float[] generalized(float[] a, float[] b) {
        return matrix(a, b, Overlap::generalized);
    }

    /**
     * Intersection over union minus the squared distance of the centres over the squared diagonal of the enclosing box; in
     * (-1, 1], N x M. Zheng et al. 2020, "Distance-IoU Loss", section 3.
     */
    public static float[] distance(float[] a, float[] b) {
        return matrix(a, b, Overlap::distance);
    }

    /** {@link #distance} minus a penalty for unlike aspect ratios; N x M. Zheng et al. 2020, equations 8 to 11. */
    public static float[] complete(float[] a, float[] b) {
        return matrix(a, b, Overlap::complete);
    }

    static float intersection(float[] a, int i, float[] b, int j) {
        float width = Math.min(a[i + 2], b[j + 2]) - Math.max(a[i], b[j]);
        float height = Math.min(a[i + 3], b[j + 3]) - Math.max(a[i + 1], b[j + 1]);
        return width > 0 && height > 0 ? width * height : 0;
    }

    /** In [0, 4]: four over pi squared times the squared difference of the angles of the diagonals. */
    static double unlikeness(float[] a, int i, float[] b, int j) {
        double difference =
                Math.atan2(a[i + 2] - a[i], a[i + 3] - a[i + 1]) - Math.atan2(b[j + 2] - b[j], b[j + 3] - b[j + 1]);
        return 4 / (Math.PI * Math.PI) * difference * difference;
    }

    /** Squared length of the diagonal of the box around both. */
    static float squaredDiagonal(float[] a, int i, float[] b, int j) {
        float width = enclosing(a, i, b, j);
        float height = enclosing(a, i + 1, b, j + 1);
        return width * width + height * height;
    }

    static float squaredCentreDistance(float[] a, int i, float[] b, int j) {
        float x = (a[i] + a[i + 2]) / 2 - (b[j] + b[j + 2]) / 2;
        float y = (a[i + 1] + a[i + 3]) / 2 - (b[j + 1] + b[j + 3]) / 2;
        return x * x + y * y;
    }

    static float enclosingArea(float[] a, int i, float[] b, int j) {
        return enclosing(a, i, b, j) * enclosing(a, i + 1, b, j + 1);
    }

    private static float enclosing(float[] a, int i, float[] b, int j) {
        return Math.max(a[i + 2], b[j + 2]) - Math.min(a[i], b[j]);
    }

    static float iou(float[] a, int i, float[] b, int j) {
        float intersection = intersection(a, i, b, j);
        float union = Boxes.area(a, i) + Boxes.area(b, j) - intersection;
        return union > 0 ? intersection / union : 0;
    }

    private static float generalized(float[] a, int i, float[] b, int j) {
        float union = Boxes.area(a, i) + Boxes.area(b, j) - intersection(a, i, b, j);
        float around = enclosingArea(a, i, b, j);
        return iou(a, i, b, j) - (around > 0 ? (around - union) / around : 0);
    }

    private static float distance(float[] a, int i, float[] b, int j) {
        return iou(a, i, b, j) - squaredCentreDistance(a, i, b, j) / (squaredDiagonal(a, i, b, j) + EPSILON);
    }

    private static float complete(float[] a, int i, float[] b, int j) {
        double unlike = unlikeness(a, i, b, j);
        double weight = unlike / (1 - iou(a, i, b, j) + unlike + EPSILON);
        return (float) (distance(a, i, b, j) - weight * unlike);
    }

    private interface Pair {
        float of(float[] a, int i, float[] b, int j);
    }

    private static float[] matrix(float[] a, float[] b, Pair measure) {
        int rows = Boxes.count(a);
        int columns = Boxes.count(b);
        float[] matrix = new float[Math.multiplyExact(rows, columns)];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix[i * columns + j] = measure.of(a, 4 * i, b, 4 * j);
            }
        }
        return matrix;
    }
}
