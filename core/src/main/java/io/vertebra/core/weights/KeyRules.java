package io.vertebra.core.weights;

import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.Rewrite;
import io.vertebra.api.plugin.WeightsCard;
import java.util.List;
import java.util.Map;

/**
 * How the keys of a file are read.
 *
 * @param dialect of the keys
 * @param roots by part ({@code backbone}, {@code neck}, {@code neck.1}, {@code head}): prefix of the part's keys
 * @param rewrites applied in order to each key of the file, before roots and key maps
 */
public record KeyRules(Dialect dialect, Map<String, String> roots, List<Rewrite> rewrites) {
    public KeyRules {
        roots = Map.copyOf(roots);
        rewrites = List.copyOf(rewrites);
    }

    /** Keys of a dialect under its usual roots. */
    public static KeyRules of(Dialect dialect) {
        return new KeyRules(dialect, Map.of(), List.of());
    }

    /** Those of named weights. */
    public static KeyRules of(WeightsCard card) {
        return new KeyRules(card.dialect(), card.roots(), card.rewrites());
    }
}
