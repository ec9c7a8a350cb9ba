package io.vertebra.api.nn;

/**
 * What an average pooling divides by, and whether its last window may reach over the edge. Immutable.
 *
 * @param ceil whether the last window may reach over the edge; what lies beyond the padding never counts
 * @param countPadding whether zeros of the padding count
 * @param divisor divides every sum instead, when positive; 0 for the number of values that count
 */
public record Averaging(boolean ceil, boolean countPadding, int divisor) {
    /** Padding counts, no window over the edge: PyTorch's default. */
    public static final Averaging DEFAULT = new Averaging(false, true, 0);

    public Averaging {
        if (divisor < 0) {
            throw new IllegalArgumentException("divisor " + divisor + " is negative");
        }
    }

    /** The last window may reach over the edge. */
    public Averaging ceilMode() {
        return new Averaging(true, countPadding, divisor);
    }

    /** Only values of the map count: PyTorch's {@code count_include_pad=False}, TensorFlow's rule. */
    public Averaging insideOnly() {
        return new Averaging(ceil, false, divisor);
    }

    /** Divides every sum by this number, at least 1. */
    public Averaging dividedBy(int number) {
        return new Averaging(ceil, countPadding, number);
    }
}
