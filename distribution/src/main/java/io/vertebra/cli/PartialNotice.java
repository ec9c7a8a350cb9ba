package io.vertebra.cli;

import io.vertebra.core.Vertebra;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.recipe.WeightsChoice;
import io.vertebra.core.weights.WeightsReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a recipe with partial weights leaves at initial values: told at each run, because results say nothing of it. */
final class PartialNotice {
    private static final int MOST_NAMES = 5;

    private PartialNotice() {}

    static void print(Terminal terminal, Vertebra vertebra, Recipe recipe) {
        if (recipe.weights() instanceof WeightsChoice.File file && file.partial()) {
            vertebra.weights(recipe).ifPresent(report -> lines(report).forEach(terminal.err()::println));
        }
    }

    static List<String> lines(WeightsReport report) {
        Set<String> initial = new LinkedHashSet<>();
        report.missing().forEach(missing -> initial.add(missing.part() + "." + missing.parameter()));
        report.mismatched().forEach(other -> initial.add(other.part() + "." + other.parameter()));
        List<String> lines = new ArrayList<>();
        if (!initial.isEmpty()) {
            lines.add("warning: " + Words.count(initial.size(), "parameter") + " with initial values: "
                    + names(List.copyOf(initial)));
        }
        if (!report.unexpected().isEmpty()) {
            lines.add("warning: " + Words.count(report.unexpected().size(), "tensor") + " of the file left out: "
                    + names(report.unexpected()));
        }
        return lines;
    }

    private static String names(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        String rest = names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "";
        return TextTable.printable(first + rest);
    }
}
