package io.vertebra.core.catalog;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.model.Labels;
import io.vertebra.core.builtin.BuiltinPlugin;
import io.vertebra.core.plugin.LoadedPlugin;
import io.vertebra.core.plugin.PluginDescriptor;
import io.vertebra.core.plugin.PluginSet;
import io.vertebra.core.plugin.Provided;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes the catalog: the built-in provider and what the loaded plugins give. */
public final class CatalogBuilder {
    private final List<Contributions> sound = new ArrayList<>();
    private final List<LoadedPlugin> plugins = new ArrayList<>();
    private final Map<String, LoadedPlugin> byId = new TreeMap<>();

    private CatalogBuilder() {}

    /**
     * Asks each loaded plugin once for everything that it gives. A plugin that fails at this, or gives something else than its
     * descriptor says, is left out as a whole. A short name that two plugins claim stands for neither; names of the built-in
     * provider are reserved, so that no plugin can hide them.
     */
    public static BuiltCatalog build(PluginSet plugins) {
        CatalogBuilder builder = new CatalogBuilder();
        BuiltinPlugin builtin = new BuiltinPlugin();
        builder.sound.add(Contributions.of(BuiltinPlugin.ID, builtin, resource -> {
            throw new FileNotFoundException(resource);
        }));
        plugins.all().forEach(builder::add);
        return builder.finish(builtin.labels());
    }

    private void add(LoadedPlugin plugin) {
        if (plugin.state() != LoadedPlugin.State.LOADED) {
            plugins.add(plugin);
            return;
        }
        try {
            Contributions given = plugin.ask(provider -> Contributions.of(plugin.name(), provider, plugin::open));
            plugin.descriptor().ifPresent(descriptor -> checkInventory(descriptor, given, plugin.at()));
            sound.add(given);
            byId.put(plugin.name(), plugin);
            plugins.add(plugin);
        } catch (LoadException e) {
            plugins.add(plugin.failed(e.problems()));
        }
    }

    private static void checkInventory(PluginDescriptor descriptor, Contributions given, Location at) {
        SortedSet<Provided> missing = new TreeSet<>(descriptor.provides());
        missing.removeAll(given.inventory());
        SortedSet<Provided> unsaid = new TreeSet<>(given.inventory());
        descriptor.provides().forEach(unsaid::remove);
        if (missing.isEmpty() && unsaid.isEmpty()) {
            return;
        }
        List<String> differences = new ArrayList<>();
        if (!missing.isEmpty()) {
            differences.add("listed but not given: " + join(missing));
        }
        if (!unsaid.isEmpty()) {
            differences.add("given but not listed: " + join(unsaid));
        }
        throw new LoadException(Problem.of(ErrorCode.PLUGIN_INVENTORY, "a plugin gives what its descriptor lists")
                .at(at)
                .received(String.join("; ", differences))
                .fix("provides="
                        + given.inventory().stream().map(Provided::toString).collect(Collectors.joining(","))));
    }

    private static String join(SortedSet<Provided> provided) {
        return provided.stream().map(Provided::toString).collect(Collectors.joining(", "));
    }

    private BuiltCatalog finish(Map<String, Labels> labels) {
        Claims claims = new Claims(sound, byId, new Withheld(plugins));
        Map<String, Labels> byName = new TreeMap<>(labels);
        labels.forEach((name, list) -> byName.put(BuiltinPlugin.ID + "/" + name, list));
        Catalog catalog = new Catalog(
                claims.registry(Provided.Kind.BACKBONE, given -> given.backbones),
                claims.registry(Provided.Kind.NECK, given -> given.necks),
                claims.registry(Provided.Kind.HEAD, given -> given.heads),
                claims.registry(Provided.Kind.ATTENTION, given -> given.attentions),
                claims.registry(Provided.Kind.TASK, given -> given.tasks),
                claims.registry(Provided.Kind.MODEL, given -> given.models),
                claims.registry(Provided.Kind.WEIGHTS, given -> given.weights),
                Registry.of(byName));
        return new BuiltCatalog(catalog, plugins, claims.problems());
    }
}
