package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;

/** The non-linearity behind a layer; a recipe names it in kebab-case. */
public enum Activation {
    /** None. */
    NONE,
    /** {@code max(x, 0)}. */
    RELU,
    /** {@code min(max(x, 0), 6)}. */
    RELU6,
    /** {@code x sigmoid(x)}. */
    SILU;

    /** Applies it. */
    public NDArray run(Pass pass, NDArray x) {
        return switch (this) {
            case NONE -> x;
            case RELU -> pass.ops().relu(x);
            case RELU6 -> pass.ops().relu6(x);
            case SILU -> pass.ops().silu(x);
        };
    }
}
