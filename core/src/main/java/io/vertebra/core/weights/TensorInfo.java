package io.vertebra.core.weights;

import java.util.List;

/**
 * What a source knows of a tensor without its values.
 *
 * @param shape sizes, the slowest axis first; empty for a single number
 * @param stored how each value is stored
 */
public record TensorInfo(List<Long> shape, StoredType stored) {
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /** The number of values; 1 for an empty shape. */
    public long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }
}
