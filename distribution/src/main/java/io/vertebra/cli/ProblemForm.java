package io.vertebra.cli;

import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import org.jspecify.annotations.Nullable;

/** A problem as JSON shows it; line and column are 0 when the whole file or line is meant. */
record ProblemForm(
        String code,
        String message,
        @Nullable String file,
        int line,
        int column,
        @Nullable String path,
        @Nullable String received,
        @Nullable String fix) {
    static ProblemForm of(Problem problem) {
        Location at = problem.at();
        return new ProblemForm(
                problem.code().id(),
                problem.message(),
                at == null ? null : at.file(),
                at == null ? 0 : at.line(),
                at == null ? 0 : at.column(),
                at == null ? null : at.path(),
                problem.received(),
                problem.fix());
    }
}
