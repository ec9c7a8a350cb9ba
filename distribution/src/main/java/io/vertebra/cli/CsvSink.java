package io.vertebra.cli;

import io.vertebra.api.error.Problem;
import io.vertebra.api.model.Labels;
import io.vertebra.core.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a table, in a file that is there when it is whole. */
final class CsvSink implements ResultSink {
    private static final List<String> IMAGE = List.of("file", "width", "height");

    private final Terminal terminal;
    private final OutputFile file;
    private final Labels labels;
    private final CsvRows form;
    private final OutputFolder.Draft draft;
    private int written;
    private boolean used;

    CsvSink(Terminal terminal, OutputFile file, Recipe recipe) {
        this.terminal = terminal;
        this.file = file;
        labels = recipe.labels();
        form = CsvRows.of(recipe.task().component().resultType()).orElseThrow();
        draft = file.draft();
        List<String> columns = new ArrayList<>(IMAGE);
        columns.addAll(form.columns());
        draft.append(Csv.row(columns));
    }

    @Override
    public void accept(Finding finding) {
        used = true;
        StringBuilder text = new StringBuilder();
        for (List<@Nullable Object> row : form.rows().apply(finding.result(), labels)) {
            List<@Nullable Object> fields = new ArrayList<>();
            fields.add(finding.file());
            fields.add(finding.result().image().width());
            fields.add(finding.result().image().height());
            fields.addAll(row);
            text.append(Csv.row(fields));
            written++;
        }
        draft.append(text.toString());
    }

    /** Said on standard error already. */
    @Override
    public void reject(String image, Problem problem) {}

    /** An image in which nothing was found gives a table without rows; no image at all gives no table. */
    @Override
    public void finish() {
        if (!used) {
            terminal.err().println("no image could be used; " + file.path() + " is not written");
            return;
        }
        draft.finish();
        terminal.err().println(Words.count(written, "row") + " written to " + file.path());
        if (form.missing() != null) {
            terminal.err().println("notice: " + file.path() + " does not hold " + form.missing());
        }
    }
}
