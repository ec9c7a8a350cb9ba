package io.vertebra.core.image;

import io.vertebra.api.model.Preprocessing.Kernel;

/**
 * One axis of a separable resize: each output pixel is a weighted sum of neighbouring input pixels.
 *
 * @param start first input pixel of each output pixel
 * @param taps width of a row in {@code weights}
 * @param count how many of the taps each output pixel has, 0 where only padding is seen
 * @param weights row by row
 */
record Axis(int[] start, int taps, int[] count, float[] weights) {
    /**
     * Weights for a window of the output.
     *
     * @param in length of the input, padding included
     * @param valid length of the input without the padding behind it; padding is black and therefore needs no weights
     * @param out length of the whole output
     * @param from where the window starts
     * @param length of the window
     */
    static Axis of(Kernel kernel, int in, int valid, int out, int from, int length) {
        return switch (kernel) {
            case TORCHVISION_BILINEAR -> triangle(in, valid, out, from, length);
            case TENSORFLOW_ASYMMETRIC -> asymmetric(in, valid, out, from, length);
        };
    }

    /** Length of the output window. */
    int length() {
        return start.length;
    }

    /** Behind the last input pixel that any output pixel sees. */
    int end() {
        int end = 0;
        for (int i = 0; i < start.length; i++) {
            end = Math.max(end, start[i] + count[i]);
        }
        return end;
    }

    /** In double precision and cast once, so that the result is the float64 reference's up to rounding. */
    private static Axis triangle(int in, int valid, int out, int from, int length) {
        double scale = (double) in / out;
        double support = Math.max(scale, 1);
        int taps = (int) Math.min(valid, 2 * Math.ceil(support) + 1);
        int[] start = new int[length];
        int[] count = new int[length];
        float[] weights = new float[Math.multiplyExact(length, taps)];
        for (int i = 0; i < length; i++) {
            double center = (from + i + 0.5) * scale;
            int first = Math.max(0, (int) (center - support + 0.5));
            int last = Math.min(in, (int) (center + support + 0.5));
            double sum = 0;
            for (int x = first; x < last; x++) {
                sum += triangle(x, center, support);
            }
            start[i] = Math.min(first, valid);
            count[i] = Math.max(0, Math.min(last, valid) - first);
            for (int k = 0; k < count[i]; k++) {
                weights[i * taps + k] = (float) (triangle(first + k, center, support) / sum);
            }
        }
        return new Axis(start, taps, count, weights);
    }

    private static double triangle(int x, double center, double support) {
        return Math.max(0, 1 - Math.abs(x + 0.5 - center) / support);
    }

    /** In single precision, as TensorFlow computes it: the position decides which two neighbours are taken. */
    private static Axis asymmetric(int in, int valid, int out, int from, int length) {
        float scale = in / (float) out;
        int[] start = new int[length];
        int[] count = new int[length];
        float[] weights = new float[2 * length];
        for (int i = 0; i < length; i++) {
            float position = (from + i) * scale;
            int lower = Math.min((int) position, in - 1);
            float share = lower == in - 1 ? 0 : position - lower;
            start[i] = Math.min(lower, valid);
            count[i] = Math.max(0, Math.min(share > 0 ? 2 : 1, valid - lower));
            weights[2 * i] = 1 - share;
            weights[2 * i + 1] = share;
        }
        return new Axis(start, 2, count, weights);
    }
}
