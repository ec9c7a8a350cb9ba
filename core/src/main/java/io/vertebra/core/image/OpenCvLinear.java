package io.vertebra.core.image;

/**
 * OpenCV's {@code INTER_LINEAR} on 8-bit images (modules/imgproc/src/resize.cpp): weights in units of 2^-11, four bits dropped
 * between the passes, two more after the products.
 */
final class OpenCvLinear {
    private static final int ONE = 1 << 11;

    private final Weights across;
    private final Weights down;

    private OpenCvLinear(Weights across, Weights down) {
        this.across = across;
        this.down = down;
    }

    static OpenCvLinear of(Span across, Span down) {
        return new OpenCvLinear(Weights.centres(across), Weights.centres(down));
    }

    /** {@code INTER_AREA} where a side grows. */
    static OpenCvLinear area(Span across, Span down) {
        return new OpenCvLinear(Weights.areas(across), Weights.areas(down));
    }

    /** The wanted window, row by row: red, green, blue. */
    byte[] run(Photo photo) {
        int length = 3 * across.lower.length;
        byte[] out = new byte[length * down.lower.length];
        int[] upper = new int[length];
        int[] lower = new int[length];
        int upperAt = -1;
        int lowerAt = -1;
        for (int y = 0; y < down.lower.length; y++) {
            int first = down.lower[y];
            int second = down.upper[y];
            if (first != upperAt) {
                int[] other = upper;
                upper = lower;
                lower = other;
                int at = upperAt;
                upperAt = lowerAt;
                lowerAt = at;
            }
            if (first != upperAt) {
                across(photo, first, upper);
                upperAt = first;
            }
            if (second != lowerAt) {
                across(photo, second, lower);
                lowerAt = second;
            }
            down(upper, lower, down.rest[y], down.share[y], out, y * length);
        }
        return out;
    }

    private void across(Photo photo, int y, int[] row) {
        byte[] rgb = photo.pixels();
        int begin = 3 * photo.size().width() * y;
        int to = 0;
        for (int x = 0; x < across.lower.length; x++) {
            int left = begin + 3 * across.lower[x];
            int right = begin + 3 * across.upper[x];
            int share = across.share[x];
            int rest = across.rest[x];
            row[to++] = (rgb[left] & 0xFF) * rest + (rgb[right] & 0xFF) * share;
            row[to++] = (rgb[left + 1] & 0xFF) * rest + (rgb[right + 1] & 0xFF) * share;
            row[to++] = (rgb[left + 2] & 0xFF) * rest + (rgb[right + 2] & 0xFF) * share;
        }
    }

    private static void down(int[] upper, int[] lower, int above, int below, byte[] out, int to) {
        for (int i = 0; i < upper.length; i++) {
            out[to + i] = (byte) (((above * (upper[i] >> 4) >> 16) + (below * (lower[i] >> 4) >> 16) + 2) >> 2);
        }
    }

    /**
     * The two neighbours of each output pixel.
     *
     * @param lower the first
     * @param upper the second
     * @param rest share of the first, in units of 2^-11
     * @param share of the second, rounded on its own
     */
    private record Weights(int[] lower, int[] upper, int[] rest, int[] share) {
        static Weights centres(Span span) {
            double scale = 1 / ((double) span.out() / span.in());
            Weights weights = empty(span.length());
            for (int i = 0; i < span.length(); i++) {
                float position = (float) ((span.from() + i + 0.5) * scale - 0.5);
                int lower = (int) Math.floor(position);
                weights.put(i, span, lower, position - lower);
            }
            return weights;
        }

        static Weights areas(Span span) {
            double inverse = (double) span.out() / span.in();
            double scale = 1 / inverse;
            Weights weights = empty(span.length());
            for (int i = 0; i < span.length(); i++) {
                int at = span.from() + i;
                int lower = (int) Math.floor(at * scale);
                float share = (float) ((at + 1) - (lower + 1) * inverse);
                weights.put(i, span, lower, share <= 0 ? 0 : share - (float) Math.floor(share));
            }
            return weights;
        }

        private static Weights empty(int length) {
            return new Weights(new int[length], new int[length], new int[length], new int[length]);
        }

        private void put(int i, Span span, int first, float part) {
            lower[i] = Math.max(0, Math.min(span.in() - 1, first));
            upper[i] = Math.max(0, Math.min(span.in() - 1, first + 1));
            rest[i] = (int) Math.rint((1 - part) * ONE);
            share[i] = (int) Math.rint(part * ONE);
        }
    }
}
