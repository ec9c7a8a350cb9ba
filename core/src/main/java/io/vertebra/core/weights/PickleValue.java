package io.vertebra.core.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a pickle is made of here, besides texts, numbers and truth values. Nothing of it has behaviour. */
sealed interface PickleValue {
    /** Values that nobody asks for. */
    enum Opaque implements PickleValue {
        /** Python's None. */
        NONE,
        /** Bytes, devices, layouts. */
        UNUSED
    }

    /** A name of the allow-list. */
    record Global(String name) implements PickleValue {}

    /** A list, tuple, set or size; equal only to itself, so that nesting costs nothing. */
    final class Items implements PickleValue {
        private final List<Object> values;

        Items(List<Object> values) {
            this.values = values;
        }

        List<Object> values() {
            return values;
        }
    }

    /** A dictionary; equal only to itself. */
    final class Mapping implements PickleValue {
        private final Map<Object, Object> values = new LinkedHashMap<>();

        Map<Object, Object> values() {
            return values;
        }
    }

    /**
     * Bytes that tensors look into.
     *
     * @param key names them in the file
     * @param type of each element; null for plain bytes
     * @param elements as the pickle claims
     */
    record Storage(String key, @Nullable StoredType type, long elements) implements PickleValue {
        long bytes() {
            return Math.multiplyExact(elements, type == null ? 1 : type.size());
        }
    }

    /**
     * A view of a storage, proven to stay inside what the pickle claims for it.
     *
     * @param offset of the first element, in elements
     * @param strides in elements, one for each axis
     */
    record Tensor(Storage storage, TensorInfo info, long offset, List<Long> strides) implements PickleValue {
        public Tensor {
            strides = List.copyOf(strides);
        }

        /** Whether the elements follow each other in row-major order. */
        boolean contiguous() {
            long next = 1;
            for (int axis = strides.size() - 1; axis >= 0; axis--) {
                long size = info.shape().get(axis);
                if (size != 1 && strides.get(axis) != next) {
                    return false;
                }
                next *= size;
            }
            return true;
        }

        /** Elements from the first to the last, both included; 0 when there is none. */
        long extent() {
            if (info.elements() == 0) {
                return 0;
            }
            long last = 0;
            for (int axis = 0; axis < strides.size(); axis++) {
                last += (info.shape().get(axis) - 1) * strides.get(axis);
            }
            return last + 1;
        }
    }
}
