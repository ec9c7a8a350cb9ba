package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.error.WiringException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FailuresTest {
    private final Screen screen = new Screen();
    private final Failures failures = new Failures(screen.terminal());

    @Test
    void aDefectIsOneProblemWithoutTrace() {
        assertThat(failures.report(new IllegalStateException("first\nsecond"))).isEqualTo(ExitCode.INTERNAL);
        assertThat(screen.err()).isEqualTo("""
                        internal error [X-001]
                            received: java.lang.IllegalStateException: first
                            fix: set VERTEBRA_DEBUG=1 to see the trace, and report it
                        """);
    }

    @Test
    void tooLittleMemoryIsToldWithTheWayToGiveMore() {
        assertThat(failures.report(new OutOfMemoryError("Java heap space"))).isEqualTo(ExitCode.INTERNAL);
        assertThat(screen.err()).isEqualTo("""
                        the memory of the Java VM does not suffice [X-001]
                            received: Java heap space
                            fix: give it more, such as VERTEBRA_OPTS=-Xmx4g, or use smaller images
                        """);
    }

    @Test
    void allProblemsAreShown() {
        Problem one = Problem.of(ErrorCode.UNKNOWN_KEY, "one");
        Problem two = Problem.of(ErrorCode.WRONG_TYPE, "two");
        assertThat(failures.report(new LoadException(List.of(one, two), null))).isEqualTo(ExitCode.INPUT);
        assertThat(screen.err()).isEqualTo("one [R-101]\ntwo [R-104]\n");
    }

    @Test
    void theExceptionSaysWhoCanMendIt() {
        Problem problem = Problem.of(ErrorCode.USAGE, "x");
        assertThat(ExitCode.of(new UsageException(problem))).isEqualTo(2);
        assertThat(ExitCode.of(new InputException(problem))).isEqualTo(3);
        assertThat(ExitCode.of(new WiringException("m", "r", "f"))).isEqualTo(3);
        assertThat(ExitCode.of(new LoadException(Problem.of(ErrorCode.INTERNAL, "x"))))
                .isEqualTo(4);
        assertThat(ExitCode.of(new VertebraException(problem))).isEqualTo(4);
    }
}
