package io.vertebra.tck.check;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import io.vertebra.core.catalog.ModelEntry;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.recipe.RecipeDocument;
import io.vertebra.core.recipe.RecipeReader;
import io.vertebra.core.recipe.RecipeSource;
import io.vertebra.tck.subject.RecipeSubject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A plugin's recipe and what becomes of it when its text is changed. */
final class RecipeTexts {
    private final RecipeReader reader;
    private final ModelEntry entry;

    RecipeTexts(RecipeSubject subject) {
        reader = new RecipeReader(subject.vertebra().catalog());
        entry = subject.vertebra()
                .catalog()
                .models()
                .find(subject.id())
                .orElseThrow(() -> new Broken("no plugin provides a model " + subject.id()));
    }

    String text() {
        return entry.yaml();
    }

    private RecipeSource source(String text) {
        return new RecipeSource(entry.file(), text, null);
    }

    Recipe read() {
        return read(text());
    }

    Recipe read(String text) {
        return reader.read(source(text));
    }

    Recipe read(Map<String, Object> overrides) {
        return reader.read(source(text()), overrides);
    }

    RecipeDocument document(String text) {
        return reader.document(source(text), Map.of());
    }

    /** What is wrong with it, maybe nothing. */
    List<Problem> problems(String text) {
        return problems(() -> read(text));
    }

    static List<Problem> problems(Supplier<?> reading) {
        try {
            reading.get();
            return List.of();
        } catch (VertebraException e) {
            return e.problems();
        }
    }

    /** The problems with one of these codes, in words. */
    static String words(List<Problem> problems, List<ErrorCode> codes) {
        return problems.stream()
                .filter(problem -> codes.contains(problem.code()))
                .map(RecipeTexts::words)
                .collect(Collectors.joining("; "));
    }

    static String words(Problem problem) {
        Location at = problem.at();
        String place = at == null ? "" : at + ": ";
        return place + problem.message() + " [" + problem.code().id() + "], received " + problem.received();
    }
}
