package io.vertebra.api.feature;

import io.vertebra.api.error.WiringException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The levels between two parts, the finest first. Strides do not decrease along maps: c3, c4 and c5 may all be 8 when the
 * backbone is dilated.
 *
 * @param levels with different names, at least one
 */
public record FeatureSpec(List<FeatureLevel> levels) {
    public FeatureSpec {
        levels = List.copyOf(levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("a part gives at least one level");
        }
        if (levels.stream().map(FeatureLevel::name).distinct().count() != levels.size()) {
            throw new IllegalArgumentException("two levels with one name in " + levels);
        }
        int stride = 1;
        for (FeatureLevel level : levels) {
            if (level.kind() == FeatureKind.MAP && level.stride() < stride) {
                throw new IllegalArgumentException("strides decrease at " + level.name());
            }
            stride = level.kind() == FeatureKind.MAP ? level.stride() : stride;
        }
    }

    /** The levels, the finest first. */
    public static FeatureSpec of(FeatureLevel... levels) {
        return new FeatureSpec(List.of(levels));
    }

    /** The level of this name, if there is one. */
    public Optional<FeatureLevel> find(String name) {
        return levels.stream().filter(level -> level.name().equals(name)).findFirst();
    }

    /**
     * The level of this name and kind.
     *
     * @param user the component that asks, for the message
     * @throws WiringException when there is none, naming those that are there
     */
    public FeatureLevel require(String name, FeatureKind kind, String user) {
        FeatureLevel level = find(name)
                .orElseThrow(() -> new WiringException(
                        user + " needs level " + name, "levels " + names(), "a part before it that gives " + name));
        if (level.kind() != kind) {
            throw new WiringException(
                    user + " needs level " + name + " as " + kind,
                    name + " as " + level.kind(),
                    "another part before it");
        }
        return level;
    }

    /** The coarsest level. */
    public FeatureLevel last() {
        return levels.get(levels.size() - 1);
    }

    /** {@code c2, c3, c4}: for messages. */
    public String names() {
        return levels.stream().map(FeatureLevel::name).collect(Collectors.joining(", "));
    }
}
