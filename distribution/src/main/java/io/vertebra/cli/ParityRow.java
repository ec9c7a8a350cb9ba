package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.core.parity.ParityReport;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one fixture.
 *
 * @param file of the fixture
 * @param id of the fixture, or the file's name when it cannot be read
 * @param worst the output that uses most of its tolerance, null when nothing was compared
 * @param passed whether all is near enough
 * @param problems why it could not be run, or counts too many or too few parameters
 */
record ParityRow(Path file, String id, ParityReport.@Nullable Row worst, boolean passed, List<Problem> problems) {
    private static final String NOTHING = "-";

    /** The JSON form of a row. */
    private record Form(
            String file,
            String id,
            String verdict,
            @Nullable String output,
            @Nullable Double error,
            @Nullable Double tolerance,
            List<ProblemForm> problems) {}

    private record Document(String schema, String runtime, List<Form> fixtures, int skipped) {}

    static ParityRow of(Path file, ParityReport report) {
        List<Problem> problems = List.of();
        if (report.parameters() != report.expectedParameters()) {
            problems = List.of(Problem.of(ErrorCode.FIXTURE, "the model has another number of trainable parameters")
                    .at(Location.of(file.toString()))
                    .received(Words.grouped(report.parameters()))
                    .fix(Words.grouped(report.expectedParameters()) + ", as the reference"));
        }
        return new ParityRow(file, report.id(), report.worst(), report.passed(), problems);
    }

    static ParityRow failed(Path file, String id, List<Problem> problems) {
        List<Problem> placed = problems.stream()
                .map(problem -> problem.at() == null ? problem.at(Location.of(file.toString())) : problem)
                .toList();
        return new ParityRow(file, id, null, false, placed);
    }

    static Object document(String runtime, List<ParityRow> rows, int skipped) {
        List<Form> forms = rows.stream().map(ParityRow::form).toList();
        return new Document("vertebra-parity-report/1", runtime, forms, skipped);
    }

    private Form form() {
        return new Form(
                file.toString(),
                id,
                passed ? "pass" : "fail",
                worst == null ? null : worst.output(),
                worst == null ? null : worst.error(),
                worst == null ? null : worst.tolerance(),
                problems.stream().map(ProblemForm::of).toList());
    }

    String errorText() {
        return worst == null ? NOTHING : Words.scientific(worst.error());
    }

    String toleranceText() {
        return worst == null ? NOTHING : Words.scientific(worst.tolerance());
    }

    /** The code of the first problem stands beside the verdict; its text is on standard error. */
    String verdictText() {
        String reason = problems.isEmpty() ? "" : " " + problems.get(0).code().id();
        return passed ? "pass" : "FAIL" + reason;
    }
}
