package io.vertebra.core.image;

/**
 * One axis of a resize in float: each output pixel is a weighted sum of neighbouring input pixels.
 *
 * @param start first input pixel of each output pixel
 * @param taps width of a row in {@code weights}
 * @param count how many of the taps each output pixel has, 0 where only padding is seen
 * @param weights row by row
 */
record Axis(int[] start, int taps, int[] count, float[] weights) {
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

    /** Weights that were computed in double precision and are cast once, so that the result is the float64 reference's up to rounding. */
    static Axis of(Taps exact) {
        float[] weights = new float[exact.weights().length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) exact.weights()[i];
        }
        return new Axis(exact.start(), exact.taps(), exact.count(), weights);
    }

    /** In single precision, as TensorFlow computes it: the position decides which two neighbours are taken. */
    static Axis asymmetric(Span span) {
        float scale = span.in() / (float) span.out();
        int length = span.length();
        int[] start = new int[length];
        int[] count = new int[length];
        float[] weights = new float[2 * length];
        for (int i = 0; i < length; i++) {
            float position = (span.from() + i) * scale;
            int lower = Math.min((int) position, span.in() - 1);
            float share = lower == span.in() - 1 ? 0 : position - lower;
            start[i] = Math.min(lower, span.valid());
            count[i] = Math.max(0, Math.min(share > 0 ? 2 : 1, span.valid() - lower));
            weights[2 * i] = 1 - share;
            weights[2 * i + 1] = share;
        }
        return new Axis(start, 2, count, weights);
    }
}
