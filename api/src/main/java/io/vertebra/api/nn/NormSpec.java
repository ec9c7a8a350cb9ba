package io.vertebra.api.nn;

/**
 * The numbers of a batch norm.
 *
 * @param epsilon added to the variance
 * @param momentum the share of the old statistics that is kept: 1 - PyTorch's momentum
 */
public record NormSpec(float epsilon, float momentum) {
    /** PyTorch's default: 1e-5 and 0.9. */
    public static final NormSpec DEFAULT = new NormSpec(1e-5f, 0.9f);
}
