package io.vertebra.core.graph;

/** TensorFlow's {@code SAME}: as much padding as makes the output {@code ceil(length / stride)} long. */
public final class SamePadding {
    private SamePadding() {}

    /** Zeros before and after together; half of them, rounded down, go before. */
    public static long total(long length, int kernel, int stride, int dilation) {
        long outputs = (length + stride - 1) / stride;
        return Math.max(0, (outputs - 1) * stride + (long) dilation * (kernel - 1) + 1 - length);
    }
}
