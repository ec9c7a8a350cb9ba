package io.vertebra.core.catalog;

import io.vertebra.core.plugin.LoadedPlugin;
import io.vertebra.core.plugin.Provided;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What plugins that are not used say they would give, so that a message can tell a missing plugin from a typing error. */
final class Withheld {
    private final List<LoadedPlugin> plugins;

    Withheld(List<LoadedPlugin> plugins) {
        this.plugins = plugins.stream()
                .filter(plugin -> plugin.state() != LoadedPlugin.State.LOADED)
                .toList();
    }

    /** The way to each thing of this kind, by its short and its qualified name. */
    Map<String, String> of(Provided.Kind kind) {
        Map<String, String> ways = new TreeMap<>();
        for (LoadedPlugin plugin : plugins) {
            String way = "mend plugin " + plugin.name() + ", which gives it and is "
                    + plugin.state().name().toLowerCase(Locale.ROOT) + ": vertebra plugins list";
            plugin.descriptor()
                    .ifPresent(descriptor -> descriptor.provides().stream()
                            .filter(provided -> provided.kind() == kind)
                            .forEach(provided -> {
                                ways.putIfAbsent(provided.name(), way);
                                ways.putIfAbsent(plugin.name() + "/" + provided.name(), way);
                            }));
        }
        return ways;
    }
}
