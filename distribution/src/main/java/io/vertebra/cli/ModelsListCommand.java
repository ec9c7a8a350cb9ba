package io.vertebra.cli;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.core.Vertebra;
import io.vertebra.core.catalog.ModelEntry;
import io.vertebra.core.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the models of all plugins. */
@Command(
        name = "list",
        header = "Lists the models that the plugins bring.",
        footerHeading = "%nExamples:%n",
        footer = {"  vertebra models list", "  vertebra models list --json"})
final class ModelsListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Prints one JSON document (vertebra-models/1) instead of a table.")
    private boolean json;

    private final Root root;

    ModelsListCommand(Root root) {
        this.root = root;
    }

    /** One model. */
    private record Row(String name, String task, String plugin, String weights, String licence, String title) {}

    private record Document(String schema, List<Row> models) {}

    @Override
    public Integer call() {
        try (Vertebra vertebra = root.open()) {
            List<Problem> problems = new ArrayList<>();
            List<Row> rows = new ArrayList<>();
            for (ModelEntry entry : vertebra.catalog().models().all()) {
                String name = ModelNames.of(entry, vertebra.catalog().models());
                try {
                    rows.add(row(name, entry.plugin(), vertebra.recipe(name)));
                } catch (LoadException e) {
                    problems.addAll(e.problems());
                }
            }
            print(rows);
            problems.forEach(root.terminal()::print);
            return problems.isEmpty() ? ExitCode.OK : ExitCode.INPUT;
        }
    }

    private static Row row(String name, String plugin, Recipe recipe) {
        return new Row(
                name,
                recipe.task().type(),
                plugin,
                ModelNames.of(recipe.weights()),
                ModelNames.licence(recipe.weights()),
                recipe.title());
    }

    private void print(List<Row> rows) {
        if (json) {
            root.terminal().printJson(new Document("vertebra-models/1", rows));
            return;
        }
        // The plugin is in the document and in `models show`.
        TextTable table = new TextTable(
                TextTable.Column.whole("name"),
                TextTable.Column.whole("task"),
                TextTable.Column.whole("weights"),
                TextTable.Column.sentence("title"));
        for (Row row : rows) {
            String weights = row.licence().isEmpty() ? row.weights() : row.licence();
            table.add(row.name(), row.task(), weights, row.title());
        }
        root.terminal().print(table.lines(Terminal.COLUMNS));
    }
}
