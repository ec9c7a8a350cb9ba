package io.vertebra.api.plugin;

import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Rewrite;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Named weights in the plugin's JAR.
 *
 * @param name kebab-case, as in a recipe
 * @param resource of the file, or of the manifest for sharded weights
 * @param sha256 by resource: every file that belongs to the weights, the manifest too, with its SHA-256 in hex
 * @param licence SPDX id
 * @param origin who made them, where they were published
 * @param dialect of the keys
 * @param roots by part ({@code backbone}, {@code neck}, {@code neck.1}, {@code head}): prefix of the part's keys
 * @param rewrites applied in order to each key of the file, before the roots and key maps of the parts
 * @param preprocessingOrNull what the weights were trained with, or null when the task's default holds
 * @param labels the name of the label list, empty when the recipe states it
 * @param metric as published, empty when unknown
 */
public record WeightsCard(
        String name,
        String resource,
        Map<String, String> sha256,
        String licence,
        String origin,
        Dialect dialect,
        Map<String, String> roots,
        List<Rewrite> rewrites,
        @Nullable Preprocessing preprocessingOrNull,
        String labels,
        String metric) {
    public WeightsCard {
        sha256 = Map.copyOf(sha256);
        roots = Map.copyOf(roots);
        rewrites = List.copyOf(rewrites);
        if (!sha256.containsKey(resource)) {
            throw new IllegalArgumentException("weights " + name + " have no SHA-256 of " + resource);
        }
    }

    /** Weights whose keys need no rewrites. */
    public WeightsCard(
            String name,
            String resource,
            Map<String, String> sha256,
            String licence,
            String origin,
            Dialect dialect,
            Map<String, String> roots,
            @Nullable Preprocessing preprocessingOrNull,
            String labels,
            String metric) {
        this(name, resource, sha256, licence, origin, dialect, roots, List.of(), preprocessingOrNull, labels, metric);
    }

    /** What the weights were trained with, if it is recorded. */
    public Optional<Preprocessing> preprocessing() {
        return Optional.ofNullable(preprocessingOrNull);
    }
}
