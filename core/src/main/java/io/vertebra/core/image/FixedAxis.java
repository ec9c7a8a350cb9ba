package io.vertebra.core.image;

/**
 * One axis of Pillow's resize of 8-bit images: weights in fixed point, sums rounded and clamped to 8 bits.
 *
 * @param start first input pixel of each output pixel
 * @param taps width of a row in {@code weights}
 * @param count how many of the taps each output pixel has, 0 where only padding is seen
 * @param weights row by row, in units of 2^-22
 */
record FixedAxis(int[] start, int taps, int[] count, int[] weights) {
    /** Where a sum starts: one half, so that cutting off the fraction rounds. */
    static final int HALF = 1 << 21;

    private static final int FRACTION_BITS = 22;

    static FixedAxis of(Taps exact) {
        int[] weights = new int[exact.weights().length];
        for (int i = 0; i < weights.length; i++) {
            double weight = exact.weights()[i] * (1 << FRACTION_BITS);
            weights[i] = (int) (weight + Math.copySign(0.5, weight));
        }
        return new FixedAxis(exact.start(), exact.taps(), exact.count(), weights);
    }

    /** Length of the output window. */
    int length() {
        return start.length;
    }

    /** The first input pixel that any output pixel sees; {@link #end()} when none is seen. */
    int begin() {
        int begin = end();
        for (int i = 0; i < start.length; i++) {
            begin = count[i] > 0 ? Math.min(begin, start[i]) : begin;
        }
        return begin;
    }

    /** Behind the last input pixel that any output pixel sees. */
    int end() {
        int end = 0;
        for (int i = 0; i < start.length; i++) {
            end = count[i] > 0 ? Math.max(end, start[i] + count[i]) : end;
        }
        return end;
    }

    /** A sum as a pixel. */
    static byte pixel(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> FRACTION_BITS));
    }
}
