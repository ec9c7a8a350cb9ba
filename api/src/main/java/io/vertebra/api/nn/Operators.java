package io.vertebra.api.nn;

/**
 * The portable operators, by family. Maps are (N, C, H, W). Vertebra implements them on real arrays and on shapes, later also
 * recording; they may grow.
 *
 * <p>Besides these a forward may call on an array: {@code add}, {@code sub}, {@code mul}, {@code div} (array or number),
 * {@code neg}, {@code abs}, {@code square}, {@code sqrt}, {@code exp}, {@code log}, {@code clip}, {@code softmax(axis)},
 * {@code sum}, {@code mean} and {@code max} over one axis, {@code matMul}, {@code transpose(axes)}, {@code reshape} with at
 * most one -1, {@code expandDims}, {@code squeeze(axis)}. Sizes N, H and W are unknown in a forward: {@code getShape()} may
 * report -1 for them, and arithmetic on them does not survive recording.
 */
public interface Operators
        extends ConvolutionOps, NormOps, ActivationOps, PoolingOps, ResizeOps, LayoutOps, RegionOps, AttentionOps {}
