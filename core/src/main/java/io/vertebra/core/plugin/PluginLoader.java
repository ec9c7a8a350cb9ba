package io.vertebra.core.plugin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.plugin.VisionPlugin;
import io.vertebra.core.plugin.LoadedPlugin.Running;
import io.vertebra.core.plugin.LoadedPlugin.State;
import java.io.Closeable;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds plugins and loads them. Each ends in a state of its own, and what is wrong with one stands in its problems, so that it
 * never hides another. Starts no engine.
 */
public final class PluginLoader {
    /** More entries in the service files of one plugin are not looked at. */
    private static final int MOST_ENTRIES = 32;

    private final HostVersion host;

    /** For plugins of this build. */
    public PluginLoader() {
        this(HostVersion.current());
    }

    /** For plugins of this host. */
    public PluginLoader(HostVersion host) {
        this.host = host;
    }

    /**
     * Loads a plugins folder: each {@code x.jar}, and each folder {@code x} with its JARs, has a class loader of its own.
     *
     * @throws LoadException ({@link ErrorCode#PLUGIN_FOLDER}) when the folder does not exist or cannot be read
     */
    public PluginSet loadFolder(Path plugins) {
        List<LoadedPlugin> loaded = new ArrayList<>();
        List<Closeable> loaders = new ArrayList<>();
        Optional<LockFile> lock = LockFile.find(plugins);
        for (Candidate candidate : Conflicts.refuseEqualIds(examine(plugins))) {
            Problem locked = lock.map(file -> Locking.check(file, candidate)).orElse(null);
            loaded.add(locked == null ? load(candidate, loaders) : locked(candidate, locked));
        }
        return new PluginSet(loaded, loaders);
    }

    private List<Candidate> examine(Path plugins) {
        return PluginFolder.examine(plugins, new Examiner(host));
    }

    private static LoadedPlugin locked(Candidate candidate, Problem problem) {
        boolean off = problem.code() == ErrorCode.PLUGIN_DISABLED;
        return LoadedPlugin.refused(candidate, off ? State.DISABLED : State.REJECTED, List.of(problem));
    }

    /**
     * Loads one unit, wherever it lies: a JAR, or a folder with the JARs of one plugin.
     *
     * @throws LoadException ({@link ErrorCode#PLUGIN_FOLDER}) when a folder cannot be read
     */
    public PluginSet loadUnit(Path unit) {
        List<Closeable> loaders = new ArrayList<>();
        LoadedPlugin plugin = load(PluginFolder.examineUnit(unit, new Examiner(host)), loaders);
        return new PluginSet(List.of(plugin), loaders);
    }

    /** Looks at one unit; nothing of it runs. */
    public PluginUnit inspect(Path unit) {
        return new PluginUnit(PluginFolder.examineUnit(unit, new Examiner(host)));
    }

    /**
     * Looks at each unit of a plugins folder; nothing of them runs.
     *
     * @throws LoadException ({@link ErrorCode#PLUGIN_FOLDER}) when the folder does not exist or cannot be read
     */
    public List<PluginUnit> inspectFolder(Path plugins) {
        return Conflicts.refuseEqualIds(examine(plugins)).stream()
                .map(PluginUnit::new)
                .toList();
    }

    /**
     * The lock file for what lies in the folder now, not written yet; plugins that were switched off stay so.
     *
     * @throws LoadException with the problems of plugins that could not be loaded anyway
     */
    public LockFile lock(Path plugins) {
        return Locking.lock(plugins, Conflicts.refuseEqualIds(examine(plugins)), LockFile.find(plugins));
    }

    /**
     * What differs between the folder and its lock file; nothing is loaded.
     *
     * @throws LoadException ({@link ErrorCode#PLUGIN_LOCK}) when there is no lock file, or it cannot be read
     */
    public List<Problem> verify(Path plugins) {
        LockFile lock = LockFile.find(plugins)
                .orElseThrow(() -> new LoadException(Problem.of(ErrorCode.PLUGIN_LOCK, "the folder has a lock file")
                        .at(Location.of(plugins.resolve(LockFile.NAME).toString()))
                        .received("nothing there")
                        .fix("vertebra plugins lock")));
        List<Candidate> candidates = examine(plugins);
        List<Problem> problems = new ArrayList<>(Locking.missing(lock, candidates));
        for (Candidate candidate : candidates) {
            problems.addAll(candidate.problems());
            Problem locked = Locking.check(lock, candidate);
            if (locked != null && locked.code() != ErrorCode.PLUGIN_DISABLED) {
                problems.add(locked);
            }
        }
        return problems;
    }

    /**
     * Loads what the class path brings, for embedding applications and tests: the same checks, no isolation.
     *
     * @param classPath the loader that sees the plugins; it stays open
     */
    public PluginSet loadClassPath(ClassLoader classPath) {
        return new PluginSet(new ClassPathPlugins(host, classPath).load(), List.of());
    }

    private LoadedPlugin load(Candidate candidate, List<Closeable> loaders) {
        PluginDescriptor descriptor = candidate.descriptor();
        if (descriptor == null || !candidate.problems().isEmpty()) {
            return LoadedPlugin.refused(candidate, State.REJECTED, candidate.problems());
        }
        PluginClassLoader loader = null;
        try {
            loader = PluginClassLoader.of(descriptor.id(), candidate.sources());
            LoadedPlugin plugin = LoadedPlugin.loaded(candidate, descriptor, run(candidate, descriptor, loader));
            loaders.add(loader);
            return plugin;
        } catch (LoadException e) {
            return failed(candidate, e.problems(), loader);
        } catch (MalformedURLException e) {
            return failed(candidate, List.of(unusable(candidate.at(), e)), loader);
        }
    }

    private Running run(Candidate candidate, PluginDescriptor descriptor, PluginClassLoader loader) {
        String builtAgainst = LoadedPlugin.builtAgainst(descriptor, host);
        VisionPlugin provider = ContextLoader.with(loader, () -> {
            Providers.Found found = Providers.find(loader, MOST_ENTRIES);
            checkHome(found, loader, candidate.at());
            return Providers.single(found, builtAgainst, candidate.at());
        });
        return new Running(provider, loader, loader::open, builtAgainst);
    }

    /** A service file can name a class of the host; that is no plugin. */
    private static void checkHome(Providers.Found found, ClassLoader loader, Location at) {
        List<Problem> problems = found.providers().stream()
                .map(provider -> provider.type())
                .filter(type -> type.getClassLoader() != loader)
                .map(type -> Problem.of(ErrorCode.PLUGIN_PROVIDER, "a plugin's provider is a class of its own JARs")
                        .at(at)
                        .received(type.getName())
                        .fix("name a class of the plugin in " + Blame.SERVICE_FILE))
                .toList();
        if (!problems.isEmpty()) {
            throw new LoadException(problems, null);
        }
    }

    private static LoadedPlugin failed(
            Candidate candidate, List<Problem> problems, @Nullable PluginClassLoader loader) {
        List<Problem> all = new ArrayList<>(problems);
        try {
            if (loader != null) {
                loader.close();
            }
        } catch (IOException e) {
            all.add(unusable(candidate.at(), e));
        }
        return LoadedPlugin.refused(candidate, State.FAILED, all);
    }

    private static Problem unusable(Location at, IOException cause) {
        return Problem.of(ErrorCode.PLUGIN_PROVIDER, "the JARs of a plugin can be opened and closed")
                .at(at)
                .received(Texts.of(cause));
    }
}
