package io.vertebra.core.plugin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.plugin.VisionPlugin;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A plugin that was found, and what became of it. Immutable. */
public final class LoadedPlugin {
    private final String name;
    private final @Nullable Path path;
    private final @Nullable PluginDescriptor descriptor;
    private final State state;
    private final List<Problem> problems;
    private final @Nullable Running running;

    /** What became of a plugin. */
    public enum State {
        /** It can be used. */
        LOADED,
        /** The lock file switches it off; nothing of it ran. */
        DISABLED,
        /** It was refused before any class of it ran. */
        REJECTED,
        /** Its classes could not be used, or it does not give what it says. */
        FAILED
    }

    /** Opens a resource of a plugin. */
    @FunctionalInterface
    interface Resources {
        InputStream open(String resource) throws IOException;
    }

    /**
     * The live half of a loaded plugin.
     *
     * @param provider created
     * @param loader the context loader while it is asked
     * @param resources its files
     * @param builtAgainst for messages
     */
    record Running(VisionPlugin provider, ClassLoader loader, Resources resources, String builtAgainst) {}

    private LoadedPlugin(
            String name,
            @Nullable Path path,
            @Nullable PluginDescriptor descriptor,
            State state,
            List<Problem> problems,
            @Nullable Running running) {
        this.name = name;
        this.path = path;
        this.descriptor = descriptor;
        this.state = state;
        this.problems = List.copyOf(problems);
        this.running = running;
    }

    static LoadedPlugin loaded(Candidate candidate, PluginDescriptor descriptor, Running running) {
        return new LoadedPlugin(descriptor.id(), candidate.path(), descriptor, State.LOADED, List.of(), running);
    }

    static LoadedPlugin refused(Candidate candidate, State state, List<Problem> problems) {
        PluginDescriptor descriptor = candidate.descriptor();
        String name = candidate.name();
        return new LoadedPlugin(name, candidate.path(), descriptor, state, problems, null);
    }

    /** Providers on the class path that cannot be told apart from their surroundings. */
    static LoadedPlugin unplaced(String name, List<Problem> problems) {
        return new LoadedPlugin(name, null, null, State.FAILED, problems, null);
    }

    /** A provider that an application made itself; its resources are those of its class loader. */
    public static LoadedPlugin embedded(PluginDescriptor descriptor, VisionPlugin provider) {
        ClassLoader loader = provider.getClass().getClassLoader();
        Resources resources = name -> {
            InputStream stream = loader.getResourceAsStream(name);
            if (stream == null) {
                throw new FileNotFoundException(name + " on the class path of plugin " + descriptor.id());
            }
            return stream;
        };
        String builtAgainst = builtAgainst(descriptor, HostVersion.current());
        Running running = new Running(provider, loader, resources, builtAgainst);
        return new LoadedPlugin(descriptor.id(), null, descriptor, State.LOADED, List.of(), running);
    }

    static String builtAgainst(PluginDescriptor descriptor, HostVersion host) {
        return descriptor.label() + " was built against API " + descriptor.apiVersion() + ", this is API " + host.api();
    }

    /** The same plugin, found unusable after it was loaded. */
    public LoadedPlugin failed(List<Problem> reasons) {
        return refused(State.FAILED, reasons);
    }

    LoadedPlugin refused(State newState, List<Problem> reasons) {
        return new LoadedPlugin(name, path, descriptor, newState, reasons, null);
    }

    /** The id; of a plugin whose descriptor cannot be read, the name of its file. */
    public String name() {
        return name;
    }

    /** The JAR, its folder, or a folder of classes; empty for a provider without a file. */
    public Optional<Path> path() {
        return Optional.ofNullable(path);
    }

    /** Where messages say that it lies. */
    public Location at() {
        return Location.of(path == null ? "plugin " + name : path.toString());
    }

    /** {@code face 0.1.0 in plugins/face.jar}: for messages. */
    public String label() {
        String who = descriptor == null ? name : descriptor.label();
        return path == null ? who : who + " in " + path;
    }

    /** What it says about itself, if that could be read. */
    public Optional<PluginDescriptor> descriptor() {
        return Optional.ofNullable(descriptor);
    }

    /** What became of it. */
    public State state() {
        return state;
    }

    /** Whether something is wrong with it; one that was switched off on purpose is not broken. */
    public boolean broken() {
        return state == State.REJECTED || state == State.FAILED;
    }

    /** Why it was not loaded; empty when it was. */
    public List<Problem> problems() {
        return problems;
    }

    /** The provider of a loaded plugin. */
    public Optional<VisionPlugin> provider() {
        return Optional.ofNullable(running).map(Running::provider);
    }

    /**
     * Asks a loaded plugin something under its own context class loader.
     *
     * @throws LoadException with everything that the plugin threw as coded problems
     */
    public <T> T ask(Function<VisionPlugin, T> question) {
        Running live = live();
        try {
            return ContextLoader.with(live.loader(), () -> question.apply(live.provider()));
        } catch (VertebraException e) {
            List<Problem> placed = e.problems().stream()
                    .map(problem -> problem.at() == null ? problem.at(at()) : problem)
                    .toList();
            throw new LoadException(placed, e);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            // All that code can do wrong by itself; what is wrong with the process, such as no memory, goes on its way.
            throw new LoadException(List.of(Blame.call(e, live.builtAgainst(), at())), e);
        }
    }

    /**
     * Opens a resource of a loaded plugin; the caller closes it.
     *
     * @throws FileNotFoundException when the plugin has no such resource
     * @throws VertebraException ({@link ErrorCode#CLOSED}) after the plugins were closed
     */
    public InputStream open(String resource) throws IOException {
        return live().resources().open(resource);
    }

    private Running live() {
        if (running == null) {
            throw new LoadException(problems, null);
        }
        return running;
    }

    @Override
    public String toString() {
        return label() + ": " + state;
    }
}
