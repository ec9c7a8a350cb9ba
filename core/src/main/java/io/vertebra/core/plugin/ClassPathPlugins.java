package io.vertebra.core.plugin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.plugin.VisionPlugin;
import io.vertebra.core.plugin.LoadedPlugin.Running;
import io.vertebra.core.plugin.LoadedPlugin.State;
import io.vertebra.core.plugin.Providers.Found;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader.Provider;
import java.util.SortedMap;
import java.util.TreeMap;

/** Plugins on the class path: the provider's code source is its unit. */
final class ClassPathPlugins {
    private static final int MOST_ENTRIES = 1000;
    private static final String NAME = "class path";

    private final HostVersion host;
    private final ClassLoader loader;
    private final List<LoadedPlugin> plugins = new ArrayList<>();
    private final SortedMap<Path, List<Provider<VisionPlugin>>> units = new TreeMap<>();

    ClassPathPlugins(HostVersion host, ClassLoader loader) {
        this.host = host;
        this.loader = loader;
    }

    List<LoadedPlugin> load() {
        return ContextLoader.with(loader, () -> {
            addDescribedUnits();
            Found found = Providers.find(loader, MOST_ENTRIES);
            found.providers().forEach(this::addProvider);
            loadUnits(found.failures());
            return plugins;
        });
    }

    /** A unit whose service file is missing has to be noticed as well. */
    private void addDescribedUnits() {
        try {
            for (URL url : Collections.list(loader.getResources(PluginDescriptor.RESOURCE))) {
                unit(url).ifPresent(path -> units.putIfAbsent(path, new ArrayList<>()));
            }
        } catch (IOException e) {
            throw new LoadException(
                    List.of(Problem.of(ErrorCode.PLUGIN_FOLDER, "the class path can be searched for plugins")
                            .received(Texts.of(e))),
                    e);
        }
    }

    /** The JAR or folder of classes that holds the descriptor. */
    private static Optional<Path> unit(URL descriptor) throws IOException {
        URLConnection connection = descriptor.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return path(jar.getJarFileURL());
        }
        Optional<Path> file = path(descriptor);
        int depth = Path.of(PluginDescriptor.RESOURCE).getNameCount();
        for (int i = 0; i < depth; i++) {
            file = file.map(Path::getParent);
        }
        return file;
    }

    private static Optional<Path> path(URL location) {
        try {
            URI uri = location.toURI();
            return "file".equals(uri.getScheme()) ? Optional.of(Path.of(uri)) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            // No path of this machine; the caller reports it with the class that lies there.
            return Optional.empty();
        }
    }

    private void addProvider(Provider<VisionPlugin> provider) {
        CodeSource source = provider.type().getProtectionDomain().getCodeSource();
        Optional<Path> path = source == null ? Optional.empty() : path(source.getLocation());
        if (path.isPresent()) {
            units.computeIfAbsent(path.get(), unit -> new ArrayList<>()).add(provider);
        } else {
            String name = provider.type().getName();
            Problem problem = Problem.of(
                            ErrorCode.PLUGIN_PROVIDER, "a plugin on the class path lies in a JAR or a folder")
                    .at(Location.of(NAME))
                    .received(name + " in "
                            + (source == null
                                    ? "no place"
                                    : Texts.clip(source.getLocation().toString())))
                    .fix("use the plugin's own JAR, or a plugins folder");
            plugins.add(LoadedPlugin.unplaced(name, List.of(problem)));
        }
    }

    private void loadUnits(List<Throwable> failures) {
        Examiner examiner = new Examiner(host);
        List<Candidate> candidates = units.keySet().stream()
                .map(unit -> examiner.examine(unit, List.of(unit), false))
                .toList();
        boolean explained = units.values().stream().anyMatch(List::isEmpty);
        if (!explained && !failures.isEmpty()) {
            Location at = Location.of(NAME);
            List<Problem> problems = failures.stream()
                    .map(failure ->
                            Blame.discovery(failure, "a plugin on the class path was built against another API", at))
                    .toList();
            plugins.add(LoadedPlugin.unplaced(NAME, problems));
        }
        for (Candidate candidate : Conflicts.refuseEqualIds(candidates)) {
            plugins.add(load(candidate, units.get(candidate.path()), failures));
        }
    }

    /** A service loader does not say which file a failure belongs to: a unit without a provider takes it. */
    private LoadedPlugin load(Candidate candidate, List<Provider<VisionPlugin>> providers, List<Throwable> failures) {
        PluginDescriptor descriptor = candidate.descriptor();
        if (descriptor == null || !candidate.problems().isEmpty()) {
            return LoadedPlugin.refused(candidate, State.REJECTED, candidate.problems());
        }
        String builtAgainst = LoadedPlugin.builtAgainst(descriptor, host);
        Found found = new Found(providers, providers.isEmpty() ? failures : List.of());
        try {
            VisionPlugin provider = Providers.single(found, builtAgainst, candidate.at());
            LoadedPlugin.Resources resources = name -> UnitFiles.open(candidate.path(), name);
            return LoadedPlugin.loaded(candidate, descriptor, new Running(provider, loader, resources, builtAgainst));
        } catch (LoadException e) {
            return LoadedPlugin.refused(candidate, State.FAILED, e.problems());
        }
    }
}
