package io.vertebra.api.model;

import java.util.Map;

/**
 * The head that makes a backbone the published classifier.
 *
 * @param head its id
 * @param options that differ from the head's defaults, by kebab-case key
 * @param roots by dialect: the prefix of the head's keys in published checkpoints of the whole classifier
 */
public record ClassifierChoice(String head, Map<String, Object> options, Map<Dialect, String> roots) {
    /** The built-in linear classifier, stored as {@code fc}. */
    public static final ClassifierChoice LINEAR = new ClassifierChoice("linear", Map.of(), Map.of());

    public ClassifierChoice {
        options = Map.copyOf(options);
        roots = Map.copyOf(roots);
    }

    /** The root in checkpoints of this dialect. */
    public String root(Dialect dialect) {
        return roots.getOrDefault(dialect, "fc");
    }
}
