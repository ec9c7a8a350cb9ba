package io.vertebra.api.nn;

/**
 * What a convolution or a pooling looks at. Vertical before horizontal.
 *
 * @param kernelH at least 1
 * @param kernelW at least 1
 * @param strideH at least 1
 * @param strideW at least 1
 * @param paddingH on both sides, at least 0
 * @param paddingW on both sides, at least 0
 * @param dilationH at least 1
 * @param dilationW at least 1
 */
public record Window(
        int kernelH, int kernelW, int strideH, int strideW, int paddingH, int paddingW, int dilationH, int dilationW) {
    public Window {
        if (Math.min(Math.min(kernelH, kernelW), Math.min(strideH, strideW)) < 1
                || Math.min(dilationH, dilationW) < 1
                || Math.min(paddingH, paddingW) < 0) {
            throw new IllegalArgumentException(
                    "no window: kernel " + kernelH + "x" + kernelW + ", stride " + strideH + "x" + strideW
                            + ", padding " + paddingH + "x" + paddingW + ", dilation " + dilationH + "x" + dilationW);
        }
    }

    /** A square window. */
    public static Window square(int kernel, int stride, int padding) {
        return new Window(kernel, kernel, stride, stride, padding, padding, 1, 1);
    }

    /** The same window with a square kernel. */
    public Window kernel(int size) {
        return new Window(size, size, strideH, strideW, paddingH, paddingW, dilationH, dilationW);
    }

    /** The same window with this step both ways. */
    public Window stride(int step) {
        return new Window(kernelH, kernelW, step, step, paddingH, paddingW, dilationH, dilationW);
    }

    /** The same window with this padding on all four sides. */
    public Window padding(int width) {
        return new Window(kernelH, kernelW, strideH, strideW, width, width, dilationH, dilationW);
    }

    /** The same window with this distance of its taps both ways. */
    public Window dilation(int distance) {
        return new Window(kernelH, kernelW, strideH, strideW, paddingH, paddingW, distance, distance);
    }

    /** The same window without padding. */
    public Window unpadded() {
        return new Window(kernelH, kernelW, strideH, strideW, 0, 0, dilationH, dilationW);
    }
}
