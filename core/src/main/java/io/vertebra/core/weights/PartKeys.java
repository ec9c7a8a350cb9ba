package io.vertebra.core.weights;

import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.Parameter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a part of a model expects of a weights file.
 *
 * @param part as recipes name it: {@code backbone}, {@code neck}, {@code neck.1}, {@code head}
 * @param root prefix of the part's keys in the file, without the dot after it; empty when they stand at the top
 * @param keys from the part's names to the file's, both relative to the part
 * @param parameters by their names in the part; the order is kept
 */
public record PartKeys(String part, String root, KeyMap keys, Map<String, Parameter> parameters) {
    public PartKeys {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** The key in the file of a name that is relative to the root. */
    String absolute(String relative) {
        return prefix() + relative;
    }

    /** The root with the dot that joins it to names; checkpoints of TensorFlow bring their own slash. */
    private String prefix() {
        return root.isEmpty() || root.endsWith(".") || root.endsWith("/") ? root : root + ".";
    }
}
