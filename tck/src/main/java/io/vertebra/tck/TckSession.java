package io.vertebra.tck;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.core.Vertebra;
import io.vertebra.core.plugin.LoadedPlugin;
import io.vertebra.core.plugin.PluginLoader;
import io.vertebra.core.plugin.PluginSet;
import io.vertebra.core.plugin.PluginUnit;
import io.vertebra.core.runtime.Engines;
import io.vertebra.tck.check.Families;
import io.vertebra.tck.engine.RuleEngine;
import io.vertebra.tck.report.Finding;
import io.vertebra.tck.report.TckReport;
import io.vertebra.tck.rule.Rule;
import io.vertebra.tck.rule.RuleBook;
import io.vertebra.tck.subject.PluginSubject;
import io.vertebra.tck.subject.Subject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A plugin under test among its companions, with the subjects that it consists of. Closing it closes the plugins. */
public final class TckSession implements AutoCloseable {
    private final TckRequest request;
    private final Vertebra vertebra;
    private final LoadedPlugin plugin;
    private final RuleBook book;
    private final Predicate<Rule> wanted;
    private final RuleEngine engine;
    private final TckReport.Header header;

    /** A subject and the rules that it is asked. */
    public static final class Part {
        private final Subject subject;
        private final List<Rule> rules;
        private final RuleEngine.Interview interview;

        private Part(Subject subject, List<Rule> rules, RuleEngine.Interview interview) {
            this.subject = subject;
            this.rules = rules;
            this.interview = interview;
        }

        /** What is asked. */
        public Subject subject() {
            return subject;
        }

        /** What it is asked, in order. */
        public List<Rule> rules() {
            return rules;
        }

        /** Asks one of them. */
        public Finding ask(Rule rule) {
            return interview.ask(rule);
        }
    }

    private TckSession(TckRequest request, Vertebra vertebra, LoadedPlugin plugin, RuleBook book, String engineName) {
        this.request = request;
        this.vertebra = vertebra;
        this.plugin = plugin;
        this.book = book;
        this.wanted = request.wanted(book);
        this.engine = new RuleEngine(book, Families.standard(), request.bench(), request.deadline());
        this.header = Headers.of(request, plugin, engineName);
    }

    /**
     * Loads the plugin, its companions and the engine. A plugin that cannot be loaded is no error: {@link #obstacles()} say why,
     * and the rules for plugins are still asked.
     *
     * @throws io.vertebra.api.error.UsageException when a glob of rules matches none
     * @throws LoadException when the device does not exist, or nothing lies at the unit's path
     */
    public static TckSession open(TckRequest request) {
        RuleBook book = RuleBook.standard();
        request.wanted(book);
        // Before any code of the plugin, which could make the engine look for its libraries elsewhere.
        String engineName = Headers.engine(request.bench());
        PluginSet plugins = load(request);
        Vertebra vertebra = Vertebra.open(plugins);
        try {
            return new TckSession(request, vertebra, plugin(request, vertebra), book, engineName);
        } catch (RuntimeException | Error e) {
            vertebra.close();
            throw e;
        }
    }

    private static PluginSet load(TckRequest request) {
        Engines.prepare();
        PluginLoader loader = new PluginLoader();
        if (request.provider() != null) {
            return loader.loadClassPath(request.provider().getClassLoader());
        }
        PluginSet plugins = loader.loadUnit(request.unit());
        String id = plugins.all().get(0).name();
        for (Path companion : request.companions()) {
            PluginUnit unit = loader.inspect(companion);
            if (!unit.id().equals(id)) {
                plugins = plugins.plus(loader.loadUnit(companion));
            }
        }
        return plugins;
    }

    private static LoadedPlugin plugin(TckRequest request, Vertebra vertebra) {
        return vertebra.plugins().stream()
                .filter(plugin -> plugin.path().filter(request.unit()::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new LoadException(vertebra.problems(), null));
    }

    /** What is run, and on what. */
    public TckReport.Header header() {
        return header;
    }

    /** Why the plugin could not be loaded; empty when it was. */
    public List<String> obstacles() {
        return plugin.problems().stream().map(Problem::text).toList();
    }

    /** The plugin, then everything that it provides; each with the wanted rules of its kind, those without one left out. */
    public List<Part> parts() {
        List<Subject> subjects = new ArrayList<>();
        boolean packaged = request.provider() == null || Files.isRegularFile(request.unit());
        subjects.add(new PluginSubject(plugin.name(), request.unit(), packaged, companions()));
        if (plugin.state() == LoadedPlugin.State.LOADED) {
            subjects.addAll(new Subjects(vertebra, plugin).all());
        }
        return subjects.stream()
                .map(this::part)
                .filter(part -> !part.rules().isEmpty())
                .toList();
    }

    private List<Path> companions() {
        if (request.provider() == null) {
            return request.companions();
        }
        return vertebra.plugins().stream()
                .filter(other -> other != plugin)
                .flatMap(other -> other.path().stream())
                .toList();
    }

    private Part part(Subject subject) {
        Stream<Rule> rules = book.of(subject.kind()).stream().filter(wanted);
        return new Part(subject, rules.toList(), engine.interview(subject));
    }

    @Override
    public void close() {
        vertebra.close();
    }
}
