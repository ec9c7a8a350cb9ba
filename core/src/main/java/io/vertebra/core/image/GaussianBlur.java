package io.vertebra.core.image;

import io.vertebra.api.geometry.ImageSize;

/** torchvision 0.24's gaussian_blur on float tensors: edges are mirrored without repeating the edge pixel. */
final class GaussianBlur {
    private final float[] weights;

    /**
     * A blur that is the same on both axes.
     *
     * @param length of the window in pixels, odd
     * @param sigma of the bell in pixels, above 0
     */
    GaussianBlur(int length, double sigma) {
        if (length < 1 || length % 2 == 0 || !(sigma > 0)) {
            throw new IllegalArgumentException("no window of " + length + " with a deviation of " + sigma);
        }
        double[] bell = new double[length];
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double distance = (i - length / 2) / sigma;
            bell[i] = Math.exp(-0.5 * distance * distance);
            sum += bell[i];
        }
        weights = new float[length];
        for (int i = 0; i < length; i++) {
            weights[i] = (float) (bell[i] / sum);
        }
    }

    /**
     * The blurred image.
     *
     * @param rgb row by row: red, green, blue
     */
    float[] run(float[] rgb, ImageSize size) {
        int row = 3 * size.width();
        float[] across = new float[rgb.length];
        float[] out = new float[rgb.length];
        for (int y = 0; y < size.height(); y++) {
            for (int k = 0; k < weights.length; k++) {
                int from = row * mirrored(y + k - weights.length / 2, size.height());
                add(rgb, from, weights[k], across, y * row, row);
            }
        }
        for (int x = 0; x < size.width(); x++) {
            for (int k = 0; k < weights.length; k++) {
                int shift = 3 * (mirrored(x + k - weights.length / 2, size.width()) - x);
                for (int i = 3 * x; i < rgb.length; i += row) {
                    out[i] += weights[k] * across[i + shift];
                    out[i + 1] += weights[k] * across[i + shift + 1];
                    out[i + 2] += weights[k] * across[i + shift + 2];
                }
            }
        }
        return out;
    }

    private static void add(float[] in, int from, float weight, float[] out, int to, int length) {
        for (int i = 0; i < length; i++) {
            out[to + i] += weight * in[from + i];
        }
    }

    private static int mirrored(int index, int length) {
        if (length == 1) {
            return 0;
        }
        int period = 2 * (length - 1);
        int at = Math.floorMod(index, period);
        return at < length ? at : period - at;
    }
}
