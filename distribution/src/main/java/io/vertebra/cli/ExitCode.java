package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import io.vertebra.api.error.VertebraException;
import java.util.List;

/** What the command tells the shell. */
final class ExitCode {
    static final int OK = 0;
    /** The verb looked at something and found it not ok. */
    static final int JUDGED_NOT_OK = 1;

    static final int USAGE = 2;
    /** An input cannot be read, or something cannot be loaded. */
    static final int INPUT = 3;

    static final int INTERNAL = 4;

    private ExitCode() {}

    static int of(VertebraException e) {
        if (e.problems().stream().map(Problem::code).anyMatch(ErrorCode.INTERNAL::equals)) {
            return INTERNAL;
        }
        if (e instanceof UsageException) {
            return USAGE;
        }
        return e instanceof InputException || e instanceof LoadException ? INPUT : INTERNAL;
    }

    /** For verbs that go on after a failure and end with its code. */
    static int of(List<Problem> problems) {
        return problems.isEmpty() ? OK : INPUT;
    }
}
