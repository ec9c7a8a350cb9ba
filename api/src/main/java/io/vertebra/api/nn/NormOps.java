package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** Normalisations; part of {@link Operators}. Epsilon is added to the variance unless said otherwise. */
public interface NormOps {
    /**
     * Normalises each channel (axis 1); with the statistics of the batch in a training pass, with the running ones otherwise.
     *
     * @param momentum the share of the old statistics that is kept, 1 - PyTorch's momentum
     */
    NDArray batchNorm(
            NDArray x, NDArray scale, NDArray shift, NDArray mean, NDArray variance, float epsilon, float momentum);

    /**
     * Normalises each sample's groups of channels over all their pixels.
     *
     * @param scale (C), or null for 1
     * @param shift (C), or null for 0
     * @param groups divides C
     */
    NDArray groupNorm(NDArray x, @Nullable NDArray scale, @Nullable NDArray shift, int groups, float epsilon);

    /**
     * Normalises each channel of each sample over its pixels. Ulyanov, Vedaldi, Lempitsky: Instance Normalization, 2016.
     *
     * @param scale (C), or null for 1
     * @param shift (C), or null for 0
     */
    NDArray instanceNorm(NDArray x, @Nullable NDArray scale, @Nullable NDArray shift, float epsilon);

    /**
     * Normalises over the last axes, as many as the scale has. Ba, Kiros, Hinton: Layer Normalization, 2016.
     *
     * @param scale of the shape of the last axes: (C) for tokens (N, T, C)
     * @param shift of the same shape
     */
    NDArray layerNorm(NDArray x, NDArray scale, NDArray shift, float epsilon);

    /**
     * Normalises each pixel of a map over its channels.
     *
     * @param x (N, C, H, W)
     * @param scale (C)
     * @param shift (C)
     */
    NDArray channelNorm(NDArray x, NDArray scale, NDArray shift, float epsilon);

    /**
     * {@code x / (k + alpha mean(x^2))^beta}, the mean over {@code size} channels around each one: {@code size / 2} before it,
     * {@code (size - 1) / 2} after it, zeros beyond the ends. Krizhevsky, Sutskever, Hinton: ImageNet Classification with Deep
     * CNNs, 2012, section 3.3, where alpha is not divided by the size.
     *
     * @param x (N, C, H, W)
     */
    NDArray localResponseNorm(NDArray x, int size, float alpha, float beta, float k);

    /**
     * {@code x / max(|x|, epsilon)}, the Euclidean length over axis 1.
     *
     * @param scale (C), a factor of the result, or null for 1
     */
    NDArray l2Norm(NDArray x, @Nullable NDArray scale, float epsilon);
}
