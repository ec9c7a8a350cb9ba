package io.vertebra.api.box;

/**
 * Boxes as distances of their four edges from the centre of an anchor: left, top, right, bottom, positive outwards. Tian et al.
 * 2019, "FCOS", section 3.1.
 *
 * @param bySize whether distances are fractions of the anchor's width and height, instead of pixels
 */
public record SideCoder(boolean bySize) {
    /**
     * The distances from the anchors' centres to the boxes' edges.
     *
     * @param boxes corners, N of them
     * @param anchors corners, N of them
     * @return N times left, top, right, bottom; negative where the centre is outside
     */
    public float[] encode(float[] boxes, float[] anchors) {
        Boxes.requireSame(Boxes.count(anchors), Boxes.count(boxes), "boxes to encode");
        float[] codes = new float[boxes.length];
        for (int k = 0; k < codes.length; k++) {
            codes[k] = (float) (sign(k) * (boxes[k] - centre(anchors, k)) / unit(anchors, k));
        }
        return codes;
    }

    /**
     * The boxes that the distances stand for.
     *
     * @param codes N times left, top, right, bottom
     * @param anchors corners, N of them
     * @return corners, N of them; not clipped, and the wrong way round where a sum of distances is negative
     */
    public float[] decode(float[] codes, float[] anchors) {
        Boxes.requireSame(Boxes.count(anchors), Boxes.count(codes), "codes");
        float[] boxes = new float[codes.length];
        for (int k = 0; k < boxes.length; k++) {
            boxes[k] = (float) (centre(anchors, k) + sign(k) * unit(anchors, k) * codes[k]);
        }
        return boxes;
    }

    private static int sign(int k) {
        return k % 4 < 2 ? -1 : 1;
    }

    private static double centre(float[] anchors, int k) {
        int low = low(k);
        return 0.5 * ((double) anchors[low] + anchors[low + 2]);
    }

    private double unit(float[] anchors, int k) {
        int low = low(k);
        return bySize ? (double) anchors[low + 2] - anchors[low] : 1;
    }

    /** The left edge for the left and right one, the top edge for the top and bottom one. */
    private static int low(int k) {
        return k - k % 4 + k % 2;
    }
}
