package io.vertebra.core.runtime;

import io.vertebra.api.nn.Window;

/** What the families of eager operators share. */
interface UsesKit {
    /** The operators in TorchScript. */
    OpKit kit();

    /** The kernel as the kit takes it. */
    static int[] kernel(Window w) {
        return new int[] {w.kernelH(), w.kernelW()};
    }

    /** The stride as the kit takes it. */
    static int[] stride(Window w) {
        return new int[] {w.strideH(), w.strideW()};
    }

    /** The padding as the kit takes it. */
    static int[] padding(Window w) {
        return new int[] {w.paddingH(), w.paddingW()};
    }

    /** The dilation as the kit takes it. */
    static int[] dilation(Window w) {
        return new int[] {w.dilationH(), w.dilationW()};
    }
}
