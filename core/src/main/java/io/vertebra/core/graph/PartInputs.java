package io.vertebra.core.graph;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a neck or a head sees. */
public final class PartInputs {
    private PartInputs() {}

    /**
     * The levels of the part before it and, beside them, the model's own inputs.
     *
     * @param levels by name
     * @param inputs by name, none of them the name of a level
     * @param <T> arrays or shapes
     */
    public static <T> Map<String, T> of(Map<String, T> levels, Map<String, T> inputs) {
        Map<String, T> all = new LinkedHashMap<>(levels);
        all.putAll(inputs);
        if (all.size() < levels.size() + inputs.size()) {
            throw new IllegalArgumentException(
                    "a level has the name of an input: levels " + levels.keySet() + ", inputs " + inputs.keySet());
        }
        return all;
    }
}
