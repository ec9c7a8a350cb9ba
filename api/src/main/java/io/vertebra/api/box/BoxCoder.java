package io.vertebra.api.box;

/**
 * Boxes as differences to anchors: the centre's shift in sizes of the anchor and the logarithm of the ratio of the sizes, each
 * times a weight. Girshick 2015, "Fast R-CNN", section 2.3; Ren et al. 2015, "Faster R-CNN", equation 2. Widths have no one added.
 *
 * @param centreX weight of the shift to the right
 * @param centreY weight of the shift downwards
 * @param width weight of the logarithm of the widths' ratio
 * @param height weight of the logarithm of the heights' ratio
 */
public record BoxCoder(float centreX, float centreY, float width, float height) {
    /** All weights 1: RetinaNet, RPN. */
    public static final BoxCoder UNIT = new BoxCoder(1, 1, 1, 1);

    /** 10, 10, 5, 5: SSD and the second stage of Faster R-CNN. */
    public static final BoxCoder VARIANCES = new BoxCoder(10, 10, 5, 5);

    /** A decoded side is at most 1000 / 16 times as long as its anchor: keeps the exponential finite. */
    private static final double MOST = Math.log(1000.0 / 16);

    /** Weights are finite and not 0. */
    public BoxCoder {
        for (float weight : new float[] {centreX, centreY, width, height}) {
            if (!(Math.abs(weight) > 0) || Float.isInfinite(weight)) {
                throw new IllegalArgumentException("a weight is finite and not 0, not " + weight);
            }
        }
    }

    /**
     * What to add to the anchors to get the boxes. A side of length 0 gives an infinite code.
     *
     * @param boxes corners, N of them
     * @param anchors corners, N of them
     * @return N times dx, dy, dw, dh
     */
    public float[] encode(float[] boxes, float[] anchors) {
        Boxes.requireSame(Boxes.count(anchors), Boxes.count(boxes), "boxes to encode");
        float[] codes = new float[boxes.length];
        for (int at = 0; at < boxes.length; at += 4) {
            encode(boxes, anchors, at, codes, centreX, width);
            encode(boxes, anchors, at + 1, codes, centreY, height);
        }
        return codes;
    }

    /**
     * The boxes that the codes stand for. dw and dh, after division by their weights, count as log(1000 / 16) when they are
     * greater. NaN makes the edges of its axis NaN.
     *
     * @param codes N times dx, dy, dw, dh
     * @param anchors corners, N of them
     * @return corners, N of them; not clipped
     */
    public float[] decode(float[] codes, float[] anchors) {
        Boxes.requireSame(Boxes.count(anchors), Boxes.count(codes), "codes");
        float[] boxes = new float[codes.length];
        for (int at = 0; at < codes.length; at += 4) {
            decode(codes, anchors, at, boxes, centreX, width);
            decode(codes, anchors, at + 1, boxes, centreY, height);
        }
        return boxes;
    }

    private static void encode(float[] boxes, float[] anchors, int at, float[] codes, float shift, float ratio) {
        double anchor = (double) anchors[at + 2] - anchors[at];
        double side = (double) boxes[at + 2] - boxes[at];
        double centre = boxes[at] + 0.5 * side - (anchors[at] + 0.5 * anchor);
        codes[at] = (float) (shift * centre / anchor);
        codes[at + 2] = (float) (ratio * Math.log(side / anchor));
    }

    private static void decode(float[] codes, float[] anchors, int at, float[] boxes, float shift, float ratio) {
        double anchor = (double) anchors[at + 2] - anchors[at];
        double centre = codes[at] / (double) shift * anchor + anchors[at] + 0.5 * anchor;
        double side = Math.exp(Math.min(codes[at + 2] / (double) ratio, MOST)) * anchor;
        boxes[at] = (float) (centre - 0.5 * side);
        boxes[at + 2] = (float) (centre + 0.5 * side);
    }
}
