package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import io.vertebra.api.model.Task;
import io.vertebra.core.catalog.Catalog;
import io.vertebra.core.catalog.Entry;
import io.vertebra.core.catalog.NearNames;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Commented recipes to start from, each made of parts that are present and fit. */
public final class RecipeStarter {
    private final Catalog catalog;
    private final RecipeReader reader;

    /** Starters from the parts of this catalog. */
    public RecipeStarter(Catalog catalog) {
        this.catalog = catalog;
        this.reader = new RecipeReader(catalog);
    }

    /** A recipe that could be read, and its document. */
    record Example(String source, Recipe recipe, RecipeDocument document) {}

    /**
     * A recipe for the task: the parts of a model that is present, one with weights of its own before others, with every option
     * that it leaves open as a comment.
     *
     * @throws UsageException when no plugin provides the task, or no model and no two parts fit it
     */
    public String of(String task) {
        Entry<Task<?, ?>> entry = catalog.tasks()
                .find(task)
                .orElseThrow(
                        () -> new UsageException(Problem.of(ErrorCode.UNKNOWN_COMPONENT, "no plugin provides this task")
                                .received(Spelling.line(task))
                                .fix(NearNames.suggest(
                                        Spelling.line(task), catalog.tasks().names()))));
        Example example = models(entry)
                .min(Comparator.comparing((Example one) -> !(one.recipe().weights() instanceof WeightsChoice.Named))
                        .thenComparing(one -> one.recipe().necks().size())
                        .thenComparing(Example::source))
                .or(() -> parts(entry))
                .orElseThrow(() -> new UsageException(
                        Problem.of(ErrorCode.TASK_MISMATCH, "no model, and no backbone with a head, fits this task")
                                .received(Spelling.line(task))
                                .fix("a plugin with a head for it, or one of " + others(entry))));
        return new StarterText(catalog, entry.name(), example).text();
    }

    private String others(Entry<Task<?, ?>> without) {
        List<String> fitting = catalog.tasks().all().stream()
                .filter(task -> task != without && models(task).findFirst().isPresent())
                .map(Entry::name)
                .toList();
        return fitting.isEmpty() ? "the tasks of other plugins" : String.join(", ", fitting);
    }

    private Stream<Example> models(Entry<Task<?, ?>> task) {
        return catalog.models().all().stream()
                .flatMap(model -> read("the model " + model.name(), RecipeSource.of(model)).stream())
                .filter(example -> example.recipe().task().component() == task.component());
    }

    /** The first backbone and head, without a neck, that go together. */
    private Optional<Example> parts(Entry<Task<?, ?>> task) {
        for (String backbone : catalog.backbones().names()) {
            for (String head : catalog.heads().names()) {
                String text = "recipe: 1\nname: starter\ntask: " + task.name() + "\nbackbone: " + backbone + "\nhead: "
                        + head + "\nweights: random\n";
                Optional<Example> example = read(backbone + " and " + head, new RecipeSource("starter", text, null));
                if (example.isPresent()) {
                    return example;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Example> read(String name, RecipeSource source) {
        try {
            return Optional.of(new Example(name, reader.read(source), reader.document(source, Map.of())));
        } catch (LoadException e) { // it is only one of many candidates; the list of models says what is wrong with one
            return Optional.empty();
        }
    }
}
