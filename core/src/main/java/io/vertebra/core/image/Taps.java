package io.vertebra.core.image;

/**
 * Which input pixels of an axis each output pixel sees, and how strongly.
 *
 * @param start first input pixel of each output pixel
 * @param taps width of a row in {@code weights}
 * @param count how many of the taps each output pixel has, 0 where only padding is seen
 * @param weights row by row; with those of the padding, each row's sum is 1
 */
record Taps(int[] start, int taps, int[] count, double[] weights) {
    /** The cubic's a in OpenCV, and in PyTorch without antialias. */
    private static final double SHARP = -0.75;

    /** As wide as the reduction, so that no input pixel is skipped. */
    static Taps antialiased(Filter filter, Span span) {
        double scale = (double) span.in() / span.out();
        double coarser = Math.max(scale, 1);
        double support = filter.support() * coarser;
        double toFilter = 1 / coarser;
        int length = span.length();
        int taps = (int) Math.min(span.valid(), 2 * Math.ceil(support) + 1);
        int[] start = new int[length];
        int[] count = new int[length];
        double[] weights = new double[Math.multiplyExact(length, taps)];
        for (int i = 0; i < length; i++) {
            double center = (span.from() + i + 0.5) * scale;
            int first = Math.max(0, (int) (center - support + 0.5));
            int last = Math.min(span.in(), (int) (center + support + 0.5));
            double sum = 0;
            for (int x = first; x < last; x++) {
                sum += filter.at((x - center + 0.5) * toFilter);
            }
            start[i] = Math.min(first, span.valid());
            count[i] = Math.max(0, Math.min(last, span.valid()) - first);
            for (int k = 0; k < count[i]; k++) {
                weights[i * taps + k] = filter.at((first + k - center + 0.5) * toFilter) / sum;
            }
        }
        return new Taps(start, taps, count, weights);
    }

    /** Between the two nearest pixel centres, whatever the reduction; beyond the outermost centres the edge pixel alone. */
    static Taps linear(Span span) {
        double scale = (double) span.in() / span.out();
        int length = span.length();
        Taps taps = new Taps(new int[length], 2, new int[length], new double[2 * length]);
        for (int i = 0; i < length; i++) {
            double position = (span.from() + i + 0.5) * scale - 0.5;
            double lower = Math.floor(position);
            taps.put(i, (int) lower, span, 1 - (position - lower), position - lower);
        }
        return taps;
    }

    /** Keys' cubic with a = -3/4 between the four nearest pixel centres, whatever the reduction. */
    static Taps cubic(Span span) {
        double scale = (double) span.in() / span.out();
        int length = span.length();
        Taps taps = new Taps(new int[length], 4, new int[length], new double[4 * length]);
        for (int i = 0; i < length; i++) {
            double position = (span.from() + i + 0.5) * scale - 0.5;
            double lower = Math.floor(position);
            double share = position - lower;
            taps.put(
                    i,
                    (int) lower - 1,
                    span,
                    farCubic(share + 1),
                    nearCubic(share),
                    nearCubic(1 - share),
                    farCubic(2 - share));
        }
        return taps;
    }

    private static double nearCubic(double x) {
        return ((SHARP + 2) * x - (SHARP + 3)) * x * x + 1;
    }

    private static double farCubic(double x) {
        return ((SHARP * x - 5 * SHARP) * x + 8 * SHARP) * x - 4 * SHARP;
    }

    /** The weights of neighbours from {@code first} on; those outside the axis are the edge pixel's. */
    private void put(int i, int first, Span span, double... shares) {
        int begin = Math.max(0, Math.min(span.in() - 1, first));
        start[i] = Math.min(begin, span.valid());
        for (int k = 0; k < shares.length; k++) {
            int at = Math.max(0, Math.min(span.in() - 1, first + k));
            if (at < span.valid()) {
                weights[i * taps + at - begin] += shares[k];
                count[i] = at - begin + 1;
            }
        }
    }
}
