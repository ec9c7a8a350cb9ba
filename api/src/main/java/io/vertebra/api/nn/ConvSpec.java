package io.vertebra.api.nn;

/**
 * A convolution in words: {@code ConvSpec.conv(64, 128).kernel(3).stride(2).padding(1)}. Immutable.
 *
 * @param in input channels
 * @param out output channels
 * @param window kernel, stride, padding, dilation
 * @param groups divides both channel counts
 * @param hasBias whether a bias is added
 * @param same whether the input is padded as TensorFlow's {@code SAME} instead of by the window
 */
public record ConvSpec(int in, int out, Window window, int groups, boolean hasBias, boolean same) {
    public ConvSpec {
        if (in < 1 || out < 1 || groups < 1 || in % groups != 0 || out % groups != 0) {
            throw new IllegalArgumentException(
                    "no convolution: " + in + " to " + out + " channels in " + groups + " groups");
        }
    }

    /** 1x1, stride 1, no padding, with bias. */
    public static ConvSpec conv(int in, int out) {
        return new ConvSpec(in, out, Window.square(1, 1, 0), 1, true, false);
    }

    private ConvSpec with(Window changed) {
        return new ConvSpec(in, out, changed, groups, hasBias, same);
    }

    /** A square kernel. */
    public ConvSpec kernel(int size) {
        return with(window.kernel(size));
    }

    /** The same step both ways. */
    public ConvSpec stride(int step) {
        return with(window.stride(step));
    }

    /** Zeros on all four sides. */
    public ConvSpec padding(int width) {
        return with(window.padding(width));
    }

    /** The distance of the kernel's taps. */
    public ConvSpec dilation(int distance) {
        return with(window.dilation(distance));
    }

    /** Channels in separate groups; as many groups as channels make it depthwise. */
    public ConvSpec groups(int count) {
        return new ConvSpec(in, out, window, count, hasBias, same);
    }

    /** With or without bias. */
    public ConvSpec bias(boolean added) {
        return new ConvSpec(in, out, window, groups, added, same);
    }

    /** Padded as TensorFlow's {@code SAME}; the window's own padding is not used then. */
    public ConvSpec samePadding() {
        return new ConvSpec(in, out, window.unpadded(), groups, hasBias, true);
    }
}
