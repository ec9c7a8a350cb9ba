package io.vertebra.core.catalog;

import io.vertebra.api.error.Problem;
import io.vertebra.core.plugin.LoadedPlugin;
import java.util.List;

/**
 * A catalog and what did not get into it.
 *
 * @param catalog of all plugins that are sound
 * @param plugins as they were given, those that turned out to be unsound with their new state
 * @param conflicts short names that several plugins claim; they work by their qualified names
 */
public record BuiltCatalog(Catalog catalog, List<LoadedPlugin> plugins, List<Problem> conflicts) {
    public BuiltCatalog {
        plugins = List.copyOf(plugins);
        conflicts = List.copyOf(conflicts);
    }
}
