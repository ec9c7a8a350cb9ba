package io.vertebra.api.box;

import java.util.HashMap;
import java.util.Map;

/**
 * Outlines as distances from a centre along rays at equal angles; angle 0 points down and angles grow towards the right, so that
 * ray a goes to (centre x + d sin a, centre y + d cos a). Xie et al. 2020, "PolarMask", section 3.2.
 *
 * @param rays a divisor of 360; the paper has 36
 */
public record Polar(int rays) {
    /** In pixels: what a ray gets along which there is no point of the contour. */
    public static final float NOTHING = 1e-6f;

    /** Degrees that a ray without a point of its own looks aside, one after the other. */
    private static final int[] ASIDE = {0, 1, -1, 2, -2, 3, -3};

    /** A whole number of degrees from ray to ray. */
    public Polar {
        if (rays < 3 || 360 % rays != 0) {
            throw new IllegalArgumentException("rays are 3 or more and divide 360, not " + rays);
        }
    }

    /**
     * The distances of a contour. Each point counts at its angle cut to whole degrees; a ray takes the farthest point of its
     * degree, or else of the first degree up to three aside that has one. Ray 0 does not look at 359 degrees and below, as the
     * reference.
     *
     * @param contour x and y by turns, as dense as it gets
     * @return one distance a ray, in pixels; {@link #NOTHING} where no point is near
     */
    public float[] encode(float[] contour, float centreX, float centreY) {
        if (contour.length % 2 != 0) {
            throw new IllegalArgumentException("points are two numbers each, not " + contour.length + " in all");
        }
        Map<Integer, Double> farthest = new HashMap<>();
        for (int i = 0; i < contour.length; i += 2) {
            double x = (double) contour[i] - centreX;
            double y = (double) contour[i + 1] - centreY;
            double degrees = Math.toDegrees(Math.atan2(x, y));
            farthest.merge((int) (degrees < 0 ? degrees + 360 : degrees), Math.hypot(x, y), Math::max);
        }
        float[] distances = new float[rays];
        for (int ray = 0; ray < rays; ray++) {
            distances[ray] = near(farthest, ray * (360 / rays));
        }
        return distances;
    }

    private static float near(Map<Integer, Double> farthest, int degrees) {
        for (int aside : ASIDE) {
            Double distance = farthest.get(degrees + aside);
            if (distance != null) {
                return distance.floatValue();
            }
        }
        return NOTHING;
    }

    /**
     * The outline that the distances stand for.
     *
     * @param distances one a ray, in pixels
     * @return x and y by turns, a point a ray; not clamped to the image
     */
    public float[] decode(float[] distances, float centreX, float centreY) {
        if (distances.length != rays) {
            throw new IllegalArgumentException(distances.length + " distances are not those of " + rays + " rays");
        }
        float[] outline = new float[2 * rays];
        for (int ray = 0; ray < rays; ray++) {
            double angle = Math.toRadians(ray * (360.0 / rays));
            outline[2 * ray] = (float) (centreX + distances[ray] * Math.sin(angle));
            outline[2 * ray + 1] = (float) (centreY + distances[ray] * Math.cos(angle));
        }
        return outline;
    }
}
