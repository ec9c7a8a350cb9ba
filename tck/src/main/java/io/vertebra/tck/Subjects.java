package io.vertebra.tck;

import io.vertebra.api.model.Component;
import io.vertebra.api.model.Task;
import io.vertebra.api.result.Result;
import io.vertebra.core.Vertebra;
import io.vertebra.core.catalog.Catalog;
import io.vertebra.core.catalog.Entry;
import io.vertebra.core.catalog.ModelEntry;
import io.vertebra.core.catalog.Registry;
import io.vertebra.core.plugin.LoadedPlugin;
import io.vertebra.tck.subject.AttentionSubject;
import io.vertebra.tck.subject.BackboneSubject;
import io.vertebra.tck.subject.FixtureSubject;
import io.vertebra.tck.subject.HeadSubject;
import io.vertebra.tck.subject.Kind;
import io.vertebra.tck.subject.NeckSubject;
import io.vertebra.tck.subject.RecipeSubject;
import io.vertebra.tck.subject.Subject;
import io.vertebra.tck.subject.TaskSubject;
import io.vertebra.tck.subject.UnmadeSubject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Everything that a loaded plugin provides, as subjects: components in their tiny forms, recipes, fixtures. */
final class Subjects {
    private final Vertebra vertebra;
    private final LoadedPlugin plugin;

    Subjects(Vertebra vertebra, LoadedPlugin plugin) {
        this.vertebra = vertebra;
        this.plugin = plugin;
    }

    List<Subject> all() {
        Catalog catalog = vertebra.catalog();
        List<Subject> subjects = new ArrayList<>();
        subjects.addAll(made(Kind.BACKBONE, catalog.backbones(), BackboneSubject::tiny));
        subjects.addAll(made(Kind.NECK, catalog.necks(), NeckSubject::tiny));
        subjects.addAll(made(Kind.HEAD, catalog.heads(), HeadSubject::tiny));
        subjects.addAll(made(Kind.ATTENTION, catalog.attentions(), AttentionSubject::tiny));
        subjects.addAll(made(Kind.TASK, catalog.tasks(), Subjects::task));
        recipes(catalog.models()).forEach(subjects::add);
        plugin.path().map(this::fixtures).ifPresent(subjects::addAll);
        return subjects;
    }

    /** Each component once, although its variants are entries too. */
    private <C extends Component<?>> List<Subject> made(
            Kind kind, Registry<Entry<C>> registry, Function<C, Subject> maker) {
        return registry.all().stream()
                .filter(entry -> entry.plugin().equals(plugin.name()))
                .map(Entry::component)
                .distinct()
                .map(component -> made(kind, component, maker))
                .toList();
    }

    /** A component whose tiny form cannot be had must not take the others with it. */
    private static <C extends Component<?>> Subject made(Kind kind, C component, Function<C, Subject> maker) {
        try {
            return maker.apply(component);
        } catch (RuntimeException | LinkageError e) {
            return new UnmadeSubject(kind, component.card().id(), "its tiny form cannot be used: " + e);
        }
    }

    private static <O extends Record, R extends Result> Subject task(Task<O, R> task) {
        return new TaskSubject<>(task, task.tiny());
    }

    private Stream<Subject> recipes(Registry<ModelEntry> models) {
        return models.all().stream()
                .filter(model -> model.plugin().equals(plugin.name()))
                .map(model -> new RecipeSubject(vertebra, name(models, model)));
    }

    /** The short name where it is this plugin's. */
    private static String name(Registry<ModelEntry> models, ModelEntry model) {
        boolean plain = models.find(model.name()).filter(model::equals).isPresent();
        return plain ? model.name() : model.plugin() + "/" + model.name();
    }

    private List<Subject> fixtures(Path unit) {
        List<Subject> subjects = new ArrayList<>();
        for (Map.Entry<String, String> file : FixtureResources.of(unit).entrySet()) {
            subjects.add(new FixtureSubject(vertebra, file.getKey(), file.getValue()));
        }
        return subjects;
    }
}
