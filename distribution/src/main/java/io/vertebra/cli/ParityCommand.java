package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.options.Names;
import io.vertebra.core.Vertebra;
import io.vertebra.core.parity.Fixture;
import io.vertebra.core.parity.FixtureReader;
import io.vertebra.core.parity.ParityReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares models with what their reference implementations computed. */
@Command(
        name = "parity",
        header = "Compares models with the numbers of their reference implementations.",
        description = {
            "Runs each fixture of the form vertebra-parity/1; other JSON files are passed over.",
            "The exit code is 1 when a fixture fails, 3 when there is none."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  vertebra parity resnet50.json", "  vertebra parity fixtures/ --json"})
final class ParityCommand implements Callable<Integer> {
    /** What can run a network. */
    enum RuntimeName {
        EAGER
    }

    @Parameters(
            arity = "1..*",
            paramLabel = "FIXTURE",
            description = "A fixture, or a folder whose .json files are looked at, those of its folders too.")
    private List<Path> places;

    @Option(
            names = "--runtime",
            paramLabel = "NAME",
            defaultValue = "EAGER",
            description = "What runs the networks: eager, the only one so far.")
    private RuntimeName runtime;

    @Option(names = "--json", description = "Prints one JSON document (vertebra-parity-report/1) instead of a table.")
    private boolean json;

    private final Root root;

    ParityCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        FixtureFiles fixtures = FixtureFiles.of(places);
        if (fixtures.files().isEmpty()) {
            throw new InputException(Problem.of(ErrorCode.FIXTURE, "there is no fixture here")
                    .received(places + ", " + Words.count(fixtures.skipped(), "file") + " of another form")
                    .fix("files of the form " + FixtureReader.FORMAT));
        }
        List<ParityRow> rows = run(fixtures.files());
        if (json) {
            root.terminal().printJson(ParityRow.document(Names.kebab(runtime.name()), rows, fixtures.skipped()));
        } else {
            print(rows, fixtures.skipped());
        }
        return rows.stream().allMatch(ParityRow::passed) ? ExitCode.OK : ExitCode.JUDGED_NOT_OK;
    }

    private List<ParityRow> run(List<Path> files) {
        List<ParityRow> rows = new ArrayList<>();
        try (Vertebra vertebra = root.open();
                Progress progress = Progress.of(root.terminal(), "parity", files.size())) {
            for (Path file : files) {
                ParityRow row = row(vertebra, file);
                rows.add(row);
                row.problems().forEach(progress::report);
                progress.step();
            }
        }
        return rows;
    }

    /** A fixture that cannot be run has failed; the others still run. */
    private static ParityRow row(Vertebra vertebra, Path file) {
        String id = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
        try {
            Fixture fixture = FixtureReader.read(file);
            id = fixture.id();
            ParityReport report = vertebra.parity(fixture);
            return ParityRow.of(file, report);
        } catch (VertebraException e) {
            return ParityRow.failed(file, id, e.problems());
        }
    }

    private void print(List<ParityRow> rows, int skipped) {
        TextTable table = new TextTable(
                TextTable.Column.text("fixture"),
                TextTable.Column.number("worst error"),
                TextTable.Column.number("tolerance"),
                TextTable.Column.whole("verdict"));
        rows.forEach(row -> table.add(row.id(), row.errorText(), row.toleranceText(), row.verdictText()));
        root.terminal().print(table.lines(Terminal.COLUMNS));
        long failed = rows.stream().filter(row -> !row.passed()).count();
        String others = skipped == 0 ? "" : ", " + Words.count(skipped, "file") + " of another form passed over";
        root.terminal().out().println((rows.size() - failed) + " passed, " + failed + " failed" + others);
    }
}
