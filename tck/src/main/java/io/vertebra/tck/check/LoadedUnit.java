package io.vertebra.tck.check;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.model.Component;
import io.vertebra.core.catalog.BuiltCatalog;
import io.vertebra.core.catalog.Catalog;
import io.vertebra.core.catalog.CatalogBuilder;
import io.vertebra.core.catalog.Entry;
import io.vertebra.core.catalog.Registry;
import io.vertebra.core.plugin.LoadedPlugin;
import io.vertebra.core.plugin.LoadedPlugin.State;
import io.vertebra.core.plugin.PluginLoader;
import io.vertebra.core.plugin.PluginSet;
import io.vertebra.tck.report.Finding;
import io.vertebra.tck.subject.PluginSubject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The plugin, loaded and asked for everything that it gives exactly as the distribution does it. What is wrong with it belongs
 * to one rule, so that one fault makes one failure.
 */
final class LoadedUnit implements AutoCloseable {
    /** What can keep a plugin from being used. */
    enum Fault {
        /** Nothing does. */
        NONE(""),
        /** The JAR or its service file. */
        PACKAGING("PLUGIN-01"),
        /** The classes. */
        PROVIDER("PLUGIN-02"),
        /** The descriptor, or that it says something else than the provider. */
        DESCRIPTOR("PLUGIN-04"),
        /** What it was built against. */
        VERSION("PLUGIN-05"),
        /** The names of the plugin and of what it gives. */
        NAMES("PLUGIN-06");

        private final String rule;

        Fault(String rule) {
            this.rule = rule;
        }
    }

    private final PluginSubject subject;
    private final PluginSet set;
    private final LoadedPlugin before;
    private final BuiltCatalog built;
    private final LoadedPlugin after;

    private LoadedUnit(PluginSubject subject, PluginSet set) {
        this.subject = subject;
        this.set = set;
        this.before = find(subject, set.all());
        this.built = CatalogBuilder.build(set);
        this.after = find(subject, built.plugins());
    }

    /**
     * Loads it. DJL looks for its engines once in the life of a process, in the context loader of that moment: an engine that
     * the plugin starts by mistake would be the end of all checks, so that it is started here.
     */
    static LoadedUnit of(PluginSubject subject, Bench bench) {
        bench.manager().close();
        PluginLoader loader = new PluginLoader();
        PluginSet set = subject.packaged()
                ? loader.loadUnit(subject.unit())
                : loader.loadClassPath(LoadedUnit.class.getClassLoader());
        try {
            return new LoadedUnit(subject, set);
        } catch (RuntimeException | Error e) {
            set.close();
            throw e;
        }
    }

    private static LoadedPlugin find(PluginSubject subject, List<LoadedPlugin> plugins) {
        if (subject.packaged()) {
            return plugins.get(0);
        }
        Path unit = subject.unit().toAbsolutePath().normalize();
        return plugins.stream()
                .filter(plugin -> plugin.path().filter(unit::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new Broken("no plugin on the class path lies in " + unit));
    }

    /** The plugin after it was asked for everything. */
    LoadedPlugin plugin() {
        return after;
    }

    /** Whether its provider was created. */
    boolean created() {
        return before.state() == State.LOADED;
    }

    Catalog catalog() {
        return built.catalog();
    }

    /** Short names that the built-in provider has as well. */
    List<Problem> conflicts() {
        return built.conflicts();
    }

    /** The plugin's own loader while it can be used. */
    ClassLoader loader() {
        return before.provider().orElseThrow().getClass().getClassLoader();
    }

    /** Each component once, whatever its variants. */
    List<Component<?>> components() {
        Set<Component<?>> components = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Component<?>> ordered = new ArrayList<>();
        Catalog catalog = built.catalog();
        List<Registry<? extends Entry<? extends Component<?>>>> registries =
                List.of(catalog.backbones(), catalog.necks(), catalog.heads(), catalog.attentions(), catalog.tasks());
        for (Registry<? extends Entry<? extends Component<?>>> registry : registries) {
            for (Entry<? extends Component<?>> entry : registry.all()) {
                if (entry.plugin().equals(after.name()) && components.add(entry.component())) {
                    ordered.add(entry.component());
                }
            }
        }
        return ordered;
    }

    Fault fault() {
        if (after.state() == State.LOADED) {
            return Fault.NONE;
        }
        if (after.problems().stream().anyMatch(LoadedUnit::speaksOfNames)) {
            return Fault.NAMES;
        }
        Problem first = after.problems().get(0);
        if (before.state() == State.REJECTED) {
            return switch (first.code()) {
                case PLUGIN_VERSION -> Fault.VERSION;
                case PLUGIN_DESCRIPTOR -> UnitEntries.readable(subject) ? Fault.DESCRIPTOR : Fault.PACKAGING;
                default -> Fault.PACKAGING;
            };
        }
        if (first.code() == ErrorCode.PLUGIN_INVENTORY) {
            return Fault.DESCRIPTOR;
        }
        return speaksOfServiceFile(first) ? Fault.PACKAGING : Fault.PROVIDER;
    }

    private static boolean speaksOfNames(Problem problem) {
        String text = problem.text();
        return text.contains("kebab-case") || text.contains("a name once") || text.contains("belongs to Vertebra");
    }

    private static boolean speaksOfServiceFile(Problem problem) {
        String rule = problem.message();
        boolean packaging = rule.contains("service file")
                || rule.contains("has one provider")
                || rule.contains("a class of its own JARs");
        return packaging && !String.valueOf(problem.received()).contains("not a subtype");
    }

    /** The answer of a rule that asks for nothing but one fault. */
    Verdict unless(Fault mine) {
        Fault fault = fault();
        if (fault == Fault.NONE) {
            return Verdict.pass();
        }
        return fault == mine ? Verdict.fail(text(after.problems())) : Verdict.untested("see " + fault.rule);
    }

    /** In one line. */
    static String text(List<Problem> problems) {
        return Finding.oneLine(problems.stream().map(Problem::text).toList());
    }

    /** A question to a usable plugin. */
    @FunctionalInterface
    interface Question {
        /** Asks it. */
        Verdict ask(LoadedUnit unit) throws Exception;
    }

    /** Loads, asks when there is something to ask, and closes. */
    static Verdict ask(PluginSubject subject, Bench bench, Question question) throws Exception {
        try (LoadedUnit unit = of(subject, bench)) {
            Fault fault = unit.fault();
            return fault == Fault.NONE ? question.ask(unit) : Verdict.untested("see " + fault.rule);
        } catch (LoadException e) {
            return Verdict.fail(text(e.problems()));
        }
    }

    @Override
    public void close() {
        set.close();
    }
}
