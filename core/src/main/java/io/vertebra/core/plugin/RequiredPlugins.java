package io.vertebra.core.plugin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.core.catalog.NearNames;
import io.vertebra.core.plugin.LoadedPlugin.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Plugins without which an application does not want to start. */
public final class RequiredPlugins {
    private RequiredPlugins() {}

    /**
     * Goes on only when these plugins are loaded.
     *
     * @param found all plugins
     * @param ids of those that have to be among them
     * @throws LoadException ({@link ErrorCode#PLUGIN_REQUIRED}) naming each one that is not, with its own problems
     */
    public static void check(List<LoadedPlugin> found, Collection<String> ids) {
        List<Problem> problems = new ArrayList<>();
        for (String id : new TreeSet<>(ids)) {
            List<LoadedPlugin> named =
                    found.stream().filter(plugin -> plugin.name().equals(id)).toList();
            if (named.stream().noneMatch(plugin -> plugin.state() == State.LOADED)) {
                problems.add(missing(id, named, found));
                named.forEach(plugin -> problems.addAll(plugin.problems()));
            }
        }
        if (!problems.isEmpty()) {
            throw new LoadException(problems, null);
        }
    }

    private static Problem missing(String id, List<LoadedPlugin> named, List<LoadedPlugin> found) {
        Problem problem = Problem.of(ErrorCode.PLUGIN_REQUIRED, "a required plugin can be used");
        if (!named.isEmpty()) {
            String state = named.get(0).state().name().toLowerCase(Locale.ROOT);
            return problem.received(id + ", which is " + state).fix("mend what is said about it below");
        }
        List<String> loaded = found.stream()
                .filter(plugin -> plugin.state() == State.LOADED)
                .map(LoadedPlugin::name)
                .toList();
        return problem.received(id + ", which is not there").fix(NearNames.suggest(id, loaded));
    }
}
