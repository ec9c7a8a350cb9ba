package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;

/** Non-linearities, element by element unless said otherwise; part of {@link Operators}. */
public interface ActivationOps {
    /** {@code max(x, 0)}. */
    NDArray relu(NDArray x);

    /** {@code min(max(x, 0), 6)}. */
    NDArray relu6(NDArray x);

    /** {@code x} where positive, {@code slope x} elsewhere. */
    NDArray leakyRelu(NDArray x, float slope);

    /**
     * {@code x} where positive, {@code slope x} elsewhere.
     *
     * @param slope (C), for axis 1, or (1)
     */
    NDArray prelu(NDArray x, NDArray slope);

    /** {@code x} where positive, {@code alpha (exp(x) - 1)} elsewhere. */
    NDArray elu(NDArray x, float alpha);

    /** {@code 1 / (1 + exp(-x))}. */
    NDArray sigmoid(NDArray x);

    /** {@code min(max(x + 3, 0), 6) / 6}. */
    NDArray hardSigmoid(NDArray x);

    /** {@code x sigmoid(x)}, also known as swish. */
    NDArray silu(NDArray x);

    /** {@code x hardSigmoid(x)}. */
    NDArray hardSwish(NDArray x);

    /** {@code x tanh(softplus(x))}. */
    NDArray mish(NDArray x);

    /** {@code x Phi(x)} with the normal distribution by the error function. */
    NDArray gelu(NDArray x);

    /** {@code x Phi(x)} by the approximation {@code (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2} of Phi. */
    NDArray geluTanh(NDArray x);

    /** Hyperbolic tangent. */
    NDArray tanh(NDArray x);

    /** {@code log(1 + exp(x))}, {@code x} itself above 20. */
    NDArray softplus(NDArray x);

    /** The logarithm of softmax over an axis. */
    NDArray logSoftmax(NDArray x, int axis);
}
