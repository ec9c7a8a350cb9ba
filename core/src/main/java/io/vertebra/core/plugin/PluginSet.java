package io.vertebra.core.plugin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.core.plugin.LoadedPlugin.State;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All plugins that were found, the good and the bad, sorted by name. No two loaded ones have one id. Closing it closes their
 * class loaders; models made from them must not be used after that.
 */
public final class PluginSet implements AutoCloseable {
    private final List<LoadedPlugin> plugins;
    private final List<Closeable> loaders;

    PluginSet(List<LoadedPlugin> plugins, List<Closeable> loaders) {
        this.plugins = refuseEqualIds(plugins).stream()
                .sorted(Comparator.comparing(LoadedPlugin::name).thenComparing(LoadedPlugin::label))
                .toList();
        this.loaders = List.copyOf(loaders);
    }

    /** These plugins; those that share an id are refused. */
    public static PluginSet of(LoadedPlugin... plugins) {
        return new PluginSet(List.of(plugins), List.of());
    }

    /** Both sets as one, which closes what the two would close; plugins that share an id are refused. */
    public PluginSet plus(PluginSet other) {
        List<LoadedPlugin> all = new ArrayList<>(plugins);
        all.addAll(other.plugins);
        List<Closeable> closing = new ArrayList<>(loaders);
        closing.addAll(other.loaders);
        return new PluginSet(all, closing);
    }

    private static List<LoadedPlugin> refuseEqualIds(List<LoadedPlugin> plugins) {
        Map<String, List<String>> claimants = new TreeMap<>();
        for (LoadedPlugin plugin : loaded(plugins)) {
            claimants.computeIfAbsent(plugin.name(), id -> new ArrayList<>()).add(plugin.label());
        }
        return plugins.stream()
                .map(plugin -> {
                    List<String> labels = claimants.getOrDefault(plugin.name(), List.of());
                    boolean alone = plugin.state() != State.LOADED || labels.size() < 2;
                    return alone
                            ? plugin
                            : plugin.refused(
                                    State.REJECTED,
                                    List.of(Conflicts.equalIds(labels).at(plugin.at())));
                })
                .toList();
    }

    private static List<LoadedPlugin> loaded(List<LoadedPlugin> plugins) {
        return plugins.stream().filter(plugin -> plugin.state() == State.LOADED).toList();
    }

    /** Every plugin, whatever became of it. */
    public List<LoadedPlugin> all() {
        return plugins;
    }

    /** Those that can be used. */
    public List<LoadedPlugin> loaded() {
        return loaded(plugins);
    }

    /** The problems of all plugins. */
    public List<Problem> problems() {
        return plugins.stream().flatMap(plugin -> plugin.problems().stream()).toList();
    }

    /**
     * Closes the class loaders.
     *
     * @throws LoadException when a JAR cannot be closed; the others are closed all the same
     */
    @Override
    public void close() {
        List<Problem> problems = new ArrayList<>();
        LoadException failure = null;
        for (Closeable loader : loaders) {
            try {
                loader.close();
            } catch (IOException e) {
                problems.add(Problem.of(ErrorCode.PLUGIN_PROVIDER, "the JARs of a plugin can be closed")
                        .received(loader + ": " + Texts.of(e)));
                failure = new LoadException(problems, e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
