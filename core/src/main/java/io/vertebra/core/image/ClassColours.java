package io.vertebra.core.image;

import java.awt.Color;

/** A colour for each label, the same on every picture, and letters that can be read on it. */
final class ClassColours {
    /** Steps of this part of the circle never come near an earlier hue soon. */
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    /** Where label 0 stands: a clear green, rare in photos of people and streets. */
    private static final double START = 0.36;
    /** Saturation and brightness change too, so that hues that come near again still differ. */
    private static final float[][] TONES = {{0.9f, 0.95f}, {0.65f, 1f}, {1f, 0.7f}};

    private ClassColours() {}

    static Color of(int label) {
        long index = Integer.toUnsignedLong(label);
        double hue = START + index * GOLDEN;
        float[] tone = TONES[(int) (index / 5 % TONES.length)];
        return Color.getHSBColor((float) (hue - Math.floor(hue)), tone[0], tone[1]);
    }

    /** Black or white, whichever has more contrast. */
    static Color ink(Color background) {
        // The contrast with black is (l + 0.05) / 0.05 and with white 1.05 / (l + 0.05): equal at l = 0.179.
        return luminance(background) > 0.179 ? Color.BLACK : Color.WHITE;
    }

    /** Relative luminance in [0, 1] as WCAG 2.1 defines it. */
    static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(int level) {
        double value = level / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
