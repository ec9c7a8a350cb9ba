package io.vertebra.api.model;

import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The raw outputs of a forward as plain buffers.
 *
 * @param values by name, in the order of the network
 */
public record RawOutputs(Map<String, Value> values) {
    /**
     * One output, row-major.
     *
     * @param shape of the array
     * @param data read-only, position 0
     */
    public record Value(List<Long> shape, FloatBuffer data) {
        public Value {
            shape = List.copyOf(shape);
            data = data.asReadOnlyBuffer();
            long size = shape.stream().reduce(1L, (a, b) -> a * b);
            if (size != data.remaining()) {
                throw new IllegalArgumentException(data.remaining() + " values for shape " + shape);
            }
        }

        /** The axis' length as an int. */
        public int size(int axis) {
            return Math.toIntExact(shape.get(axis));
        }
    }

    public RawOutputs {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The output of this name; asking for one that the head did not declare is a defect. */
    public Value get(String name) {
        Value value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no output " + name + " among " + values.keySet());
        }
        return value;
    }
}
