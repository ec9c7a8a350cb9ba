package io.vertebra.cli;

import io.vertebra.api.error.Problem;
import io.vertebra.api.result.ClassArea;
import io.vertebra.api.result.Segmentation;
import java.util.Locale;

/** One table on standard output: a line for each class of a segmentation with its part of the image. */
final class AreaTable implements ResultSink {
    private static final String NOTHING = "-";

    private final Terminal terminal;
    private final TextTable table = new TextTable(
            TextTable.Column.path("file"),
            TextTable.Column.text("name"),
            TextTable.Column.number("score"),
            TextTable.Column.number("pixels"),
            TextTable.Column.number("share"));

    AreaTable(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void accept(Finding finding) {
        String file = finding.file().toString();
        Segmentation found = (Segmentation) finding.result();
        for (ClassArea area : found.classes()) {
            table.add(
                    file,
                    area.name(),
                    area.score() == null ? "" : Words.score(area.score()),
                    Integer.toString(area.pixels()),
                    share(area.share()));
        }
        if (found.classes().isEmpty()) {
            table.add(file, NOTHING, "", "", "");
        }
    }

    private static String share(float share) {
        return share < 0.001 ? "<0.1 %" : String.format(Locale.ROOT, "%.1f %%", 100.0 * share);
    }

    /** Said on standard error already. */
    @Override
    public void reject(String file, Problem problem) {}

    @Override
    public void finish() {
        if (table.size() > 0) {
            terminal.print(table.lines(Terminal.COLUMNS));
        }
    }
}
