package io.vertebra.api.nn;

/**
 * A transposed convolution in words: {@code ConvTransposeSpec.of(64, 32).kernel(4).stride(2).padding(1)}. Immutable.
 *
 * @param in input channels
 * @param out output channels
 * @param window of the convolution that it transposes
 * @param outputPaddingH rows added at the bottom, less than stride or dilation
 * @param outputPaddingW columns added at the right
 * @param groups divides both channel counts
 * @param hasBias whether a bias is added
 */
public record ConvTransposeSpec(
        int in, int out, Window window, int outputPaddingH, int outputPaddingW, int groups, boolean hasBias) {
    public ConvTransposeSpec {
        if (in < 1 || out < 1 || groups < 1 || in % groups != 0 || out % groups != 0) {
            throw new IllegalArgumentException(
                    "no transposed convolution: " + in + " to " + out + " channels in " + groups + " groups");
        }
        if (outputPaddingH < 0
                || outputPaddingW < 0
                || outputPaddingH >= Math.max(window.strideH(), window.dilationH())
                || outputPaddingW >= Math.max(window.strideW(), window.dilationW())) {
            throw new IllegalArgumentException("output padding " + outputPaddingH + "x" + outputPaddingW
                    + " must be less than stride or dilation of " + window);
        }
    }

    /** 1x1, stride 1, no padding, with bias. */
    public static ConvTransposeSpec of(int in, int out) {
        return new ConvTransposeSpec(in, out, Window.square(1, 1, 0), 0, 0, 1, true);
    }

    /** With this window. */
    public ConvTransposeSpec window(Window changed) {
        return new ConvTransposeSpec(in, out, changed, outputPaddingH, outputPaddingW, groups, hasBias);
    }

    /** A square kernel. */
    public ConvTransposeSpec kernel(int size) {
        return window(window.kernel(size));
    }

    /** The same step both ways. */
    public ConvTransposeSpec stride(int step) {
        return window(window.stride(step));
    }

    /** Cut from all four sides of the output. */
    public ConvTransposeSpec padding(int width) {
        return window(window.padding(width));
    }

    /** The distance of the kernel's taps. */
    public ConvTransposeSpec dilation(int distance) {
        return window(window.dilation(distance));
    }

    /** Rows and columns added at the bottom and at the right, to be set after the stride. */
    public ConvTransposeSpec outputPadding(int width) {
        return new ConvTransposeSpec(in, out, window, width, width, groups, hasBias);
    }

    /** Channels in separate groups. */
    public ConvTransposeSpec groups(int count) {
        return new ConvTransposeSpec(in, out, window, outputPaddingH, outputPaddingW, count, hasBias);
    }

    /** With or without bias. */
    public ConvTransposeSpec bias(boolean added) {
        return new ConvTransposeSpec(in, out, window, outputPaddingH, outputPaddingW, groups, added);
    }
}
