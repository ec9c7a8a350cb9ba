package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.core.catalog.ModelEntry;
import io.vertebra.core.catalog.NearNames;
import io.vertebra.core.catalog.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what a recipe extends: a model by its name, or a file beside the file that names it. */
final class Extended {
    private static final String EXAMPLE = "./base.yaml";
    private static final int MOST_FILES = 1_000;

    private final Registry<ModelEntry> models;
    private final Problems problems;

    Extended(Registry<ModelEntry> models, Problems problems) {
        this.models = models;
        this.problems = problems;
    }

    /** The source, empty with a problem when there is none. */
    Optional<RecipeSource> find(Node node, RecipeSource from) {
        Optional<String> stated = node instanceof ScalarNode scalar ? scalar.as(String.class) : Optional.empty();
        if (stated.isEmpty()) {
            problems.add(Fields.type(
                    node, "the name of a model, a file such as " + EXAMPLE + ", or a list of them", EXAMPLE));
            return Optional.empty();
        }
        String text = stated.get();
        if (text.contains("${")) {
            problems.add(Fields.outside(node, "a name or a file as it is: variables are bound later", EXAMPLE));
            return Optional.empty();
        }
        boolean isFile = text.startsWith(".") || text.endsWith(".yaml") || text.endsWith(".yml");
        return isFile ? file(text, node, from) : model(text, node);
    }

    private Optional<RecipeSource> model(String name, Node node) {
        Optional<ModelEntry> entry = models.find(name);
        if (entry.isEmpty()) {
            problems.add(Problem.of(ErrorCode.UNKNOWN_COMPONENT, "no plugin provides a model of this name")
                    .at(node.at())
                    .received(Spelling.line(name))
                    .fix(
                            models.near(name).isEmpty() && models.withheld(name).isEmpty()
                                    ? "the name of a model, or a file such as " + EXAMPLE
                                    : models.suggest(Spelling.line(name))));
        }
        return entry.map(RecipeSource::of);
    }

    private Optional<RecipeSource> file(String text, Node node, RecipeSource from) {
        try {
            Path path = Path.of(text);
            Path base = from.base();
            if (base == null && !path.isAbsolute()) {
                problems.add(Fields.outside(node, "the name of a model: this recipe stands in no folder", "a name"));
                return Optional.empty();
            }
            Path real = base == null
                    ? path.normalize()
                    : base.toAbsolutePath().resolve(path).normalize();
            Path shown = path.isAbsolute() ? path : Path.of(from.file()).resolveSibling(path);
            return read(real, shown.normalize().toString(), node);
        } catch (InvalidPathException e) { // no file system of this machine has such a name: the reason is in the text
            problems.add(Fields.outside(node, "a path that this machine can have", EXAMPLE));
            return Optional.empty();
        }
    }

    private Optional<RecipeSource> read(Path real, String shown, Node node) {
        try {
            return Optional.of(RecipeSource.read(real, shown));
        } catch (LoadException e) {
            Problem first = e.problems().get(0);
            boolean absent = first.code() == ErrorCode.RECIPE_UNREADABLE;
            Problem told = Problem.of(ErrorCode.RECIPE_UNREADABLE, "the file that is extended can be read")
                    .at(node.at())
                    .received(shown + ": " + first.received())
                    .fix(near(real, node));
            problems.addAll(absent ? new LoadException(List.of(told), e.getCause()) : e);
            return Optional.empty();
        }
    }

    /** Files of the same folder with a similar name, as this recipe would name them. */
    private static String near(Path real, Node stated) {
        String none = "the path of a recipe file, seen from the file that extends it";
        Path folder = real.getParent();
        if (folder == null) {
            return none;
        }
        String text = stated.spelled();
        String before = text.substring(0, text.lastIndexOf('/') + 1);
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.limit(MOST_FILES)
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(".yaml") || file.endsWith(".yml"))
                    .toList();
            List<String> near = NearNames.of(text.substring(before.length()), names);
            return near.isEmpty() ? none : "did you mean " + before + String.join(", " + before, near) + "?";
        } catch (IOException e) { // there is no such folder either, so it has no names to offer
            return none;
        }
    }
}
