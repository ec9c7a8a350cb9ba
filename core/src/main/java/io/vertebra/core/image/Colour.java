package io.vertebra.core.image;

/**
 * Changes of colour for training, with torchvision 0.24's arithmetic on float tensors. Pixels are red, green, blue in [0, 1], one
 * after the other, and are changed in place.
 */
final class Colour {
    private Colour() {}

    /** Multiplies by the factor, at least 0. */
    static void brightness(float[] rgb, double factor) {
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = clamp(rgb[i] * factor);
        }
    }

    /** Away from the mean grey by the factor, at least 0. */
    static void contrast(float[] rgb, double factor) {
        double sum = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            sum += grey(rgb, i);
        }
        double mean = 3 * sum / rgb.length;
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = clamp(factor * rgb[i] + (1 - factor) * mean);
        }
    }

    /** Away from each pixel's own grey by the factor, at least 0. */
    static void saturation(float[] rgb, double factor) {
        for (int i = 0; i < rgb.length; i += 3) {
            double grey = grey(rgb, i);
            for (int c = i; c < i + 3; c++) {
                rgb[c] = clamp(factor * rgb[c] + (1 - factor) * grey);
            }
        }
    }

    /** Around the circle of hues by a part of it, in [-0.5, 0.5]. */
    static void hue(float[] rgb, double turn) {
        for (int i = 0; i < rgb.length; i += 3) {
            double value = Math.max(rgb[i], Math.max(rgb[i + 1], rgb[i + 2]));
            double range = value - Math.min(rgb[i], Math.min(rgb[i + 1], rgb[i + 2]));
            if (range > 0) {
                double turned = 6 * turn + sector(rgb, i, value, range);
                put(rgb, i, turned - 6 * Math.floor(turned / 6), value, range);
            }
        }
    }

    /** The hue in sixths of the circle: 0 is red, 2 is green, 4 is blue; below 0 between blue and red. */
    private static double sector(float[] rgb, int i, double value, double range) {
        if (value == rgb[i]) {
            return (rgb[i + 1] - rgb[i + 2]) / range;
        }
        return value == rgb[i + 1] ? 2 + (rgb[i + 2] - rgb[i]) / range : 4 + (rgb[i] - rgb[i + 1]) / range;
    }

    /** Each channel is at its highest within a sixth of its own hue and falls off over the next one. */
    private static void put(float[] rgb, int i, double sector, double value, double range) {
        for (int c = 0; c < 3; c++) {
            double away = Math.abs(sector - 2 * c);
            double distance = Math.min(away, 6 - away);
            rgb[i + c] = clamp(value - range * Math.max(0, Math.min(1, distance - 1)));
        }
    }

    /** ITU-R BT.601 in torchvision's digits. */
    private static double grey(float[] rgb, int i) {
        return 0.2989 * rgb[i] + 0.587 * rgb[i + 1] + 0.114 * rgb[i + 2];
    }

    private static float clamp(double value) {
        return (float) Math.max(0, Math.min(1, value));
    }
}
