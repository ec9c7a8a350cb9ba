package io.vertebra.core.weights;

import io.vertebra.core.weights.PickleValue.Items;
import io.vertebra.core.weights.PickleValue.Mapping;
import io.vertebra.core.weights.PickleValue.Opaque;
import io.vertebra.core.weights.PickleValue.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of an unpickled object by their paths, and which of them are the model's parameters.
 *
 * @param tensors in the order of the file
 * @param parameters prefix of those that belong to the model
 */
record CheckpointTree(Map<String, Tensor> tensors, String parameters) {
    /** Under these names training programs keep a state dict; the first that is there is taken. */
    private static final List<String> STATE_DICTS = List.of(
            "state_dict",
            "model_state_dict",
            "model",
            "net",
            "network",
            "state_dict_ema",
            "model_ema",
            "ema",
            "params");

    private static final int DEEPEST = 16;
    private static final int LONGEST_PATH = 1000;
    private static final int PLACE_BYTES = 256;
    private static final int VISIT_BYTES = 4;

    static CheckpointTree of(String file, Object root, Allowance allowance) {
        Walk walk = new Walk(file, allowance);
        walk.visit("", root, 0);
        return new CheckpointTree(walk.found, parameters(root));
    }

    /** Goes down as long as a state dict stands in a dictionary of other things. */
    private static String parameters(Object root) {
        StringBuilder prefix = new StringBuilder();
        Object place = root;
        for (int depth = 0; depth < DEEPEST && place instanceof Mapping mapping; depth++) {
            String inner = inner(mapping);
            if (inner == null) {
                break;
            }
            prefix.append(inner).append('/');
            place = mapping.values().get(inner);
        }
        return prefix.toString();
    }

    private static @Nullable String inner(Mapping mapping) {
        return STATE_DICTS.stream()
                .filter(name -> mapping.values().get(name) instanceof Mapping inner && holdsTensors(inner))
                .findFirst()
                .orElse(null);
    }

    private static boolean holdsTensors(Mapping mapping) {
        return mapping.values().values().stream().anyMatch(Tensor.class::isInstance) || inner(mapping) != null;
    }

    /** One pass over everything; a tree that refers to itself ends at the depth limit. */
    private static final class Walk {
        private final String file;
        private final Allowance allowance;
        private final Map<String, Tensor> found = new LinkedHashMap<>();

        Walk(String file, Allowance allowance) {
            this.file = file;
            this.allowance = allowance;
        }

        void visit(String path, Object value, int depth) {
            if (value instanceof Tensor tensor) {
                add(path, tensor);
            } else if (value instanceof Mapping || value instanceof Items) {
                if (depth == DEEPEST) {
                    throw WeightsFaults.corrupt(file, "a checkpoint nests at most " + DEEPEST + " containers", "more");
                }
                visitAll(path, value, depth);
            }
        }

        private void visitAll(String path, Object container, int depth) {
            if (container instanceof Mapping mapping) {
                mapping.values().forEach((key, value) -> visitInner(path, text(key), value, depth));
            } else if (container instanceof Items items) {
                for (int i = 0; i < items.values().size(); i++) {
                    visitInner(path, String.valueOf(i), items.values().get(i), depth);
                }
            }
        }

        private void visitInner(String path, String key, Object value, int depth) {
            allowance.take(VISIT_BYTES);
            if (value instanceof PickleValue && !(value instanceof Opaque)) {
                visit(depth == 0 ? key : join(path, key), value, depth + 1);
            }
        }

        private String join(String path, String key) {
            if (path.length() + key.length() >= LONGEST_PATH) {
                throw WeightsFaults.corrupt(
                        file, "the path of a tensor has at most " + LONGEST_PATH + " characters", "more");
            }
            allowance.take(PLACE_BYTES + 2L * (path.length() + key.length()));
            return path + "/" + key;
        }

        private static String text(Object key) {
            return key == Opaque.NONE ? "None" : String.valueOf(key);
        }

        private void add(String path, Tensor tensor) {
            allowance.take(PLACE_BYTES);
            if (found.put(path, tensor) != null) {
                throw WeightsFaults.corrupt(file, "a path leads to one tensor", WeightsFaults.quote(path) + " twice");
            }
        }
    }
}
