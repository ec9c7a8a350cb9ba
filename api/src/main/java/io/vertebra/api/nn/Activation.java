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
    /** {@code 1 / (1 + exp(-x))}. */
    SIGMOID,
    /** {@code min(max(x + 3, 0), 6) / 6}. */
    HARD_SIGMOID,
    /** {@code x sigmoid(x)}. */
    SILU,
    /** {@code x hardSigmoid(x)}. */
    HARD_SWISH,
    /** {@code x tanh(softplus(x))}. */
    MISH,
    /** {@code x Phi(x)} by the error function. */
    GELU;

    /** Applies it. */
    public NDArray run(Pass pass, NDArray x) {
        return switch (this) {
            case NONE -> x;
            case RELU -> pass.ops().relu(x);
            case RELU6 -> pass.ops().relu6(x);
            case SIGMOID -> pass.ops().sigmoid(x);
            case HARD_SIGMOID -> pass.ops().hardSigmoid(x);
            case SILU -> pass.ops().silu(x);
            case HARD_SWISH -> pass.ops().hardSwish(x);
            case MISH -> pass.ops().mish(x);
            case GELU -> pass.ops().gelu(x);
        };
    }
}
