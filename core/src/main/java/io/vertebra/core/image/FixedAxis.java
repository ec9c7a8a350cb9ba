package io.vertebra.core.image;

/**
 * One axis of a resize of 8-bit images in fixed point: sums are rounded and clamped to 8 bits.
 *
 * @param start first input pixel of each output pixel
 * @param taps width of a row in {@code weights}
 * @param count how many of the taps each output pixel has, 0 where only padding is seen
 * @param weights row by row, in units of 2^-bits
 * @param bits behind the point
 */
record FixedAxis(int[] start, int taps, int[] count, int[] weights, int bits) {
    private static final int PILLOW_BITS = 22;

    /** Pillow: src/libImaging/Resample.c. */
    static FixedAxis pillow(Taps exact) {
        return of(exact, PILLOW_BITS);
    }

    /** PyTorch: aten/src/ATen/native/cpu/UpSampleKernel.cpp; as many bits as let the largest weight be one of 16 bits with a sign. */
    static FixedAxis torch(Taps exact) {
        double largest = 0;
        for (double weight : exact.weights()) {
            largest = Math.max(largest, weight);
        }
        int bits = 0;
        while (bits < PILLOW_BITS && (int) (0.5 + largest * (1 << bits + 1)) < 1 << 15) {
            bits++;
        }
        return of(exact, bits);
    }

    private static FixedAxis of(Taps exact, int bits) {
        int[] weights = new int[exact.weights().length];
        for (int i = 0; i < weights.length; i++) {
            double weight = exact.weights()[i] * (1 << bits);
            weights[i] = (int) (weight + Math.copySign(0.5, weight));
        }
        return new FixedAxis(exact.start(), exact.taps(), exact.count(), weights, bits);
    }

    /** Where a sum starts: one half, so that cutting off the fraction rounds. */
    int half() {
        return 1 << bits - 1;
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
    static byte pixel(int sum, int bits) {
        return (byte) Math.max(0, Math.min(255, sum >> bits));
    }
}
