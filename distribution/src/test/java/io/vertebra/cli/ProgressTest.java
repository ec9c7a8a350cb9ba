package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final Problem PROBLEM = Problem.of(ErrorCode.IMAGE_EMPTY, "empty");

    @Test
    void nobodyLookingMeansNoBarAndProblemsAtOnce() {
        Screen screen = new Screen(false);
        try (Progress progress = Progress.of(screen.terminal(), "task", 3)) {
            progress.report(PROBLEM);
            assertThat(screen.err()).isEqualTo("empty [I-002]\n");
            progress.step();
        }
        assertThat(screen.err()).isEqualTo("empty [I-002]\n");
    }

    @Test
    void aPersonSeesABarAndTheProblemsBelowIt() {
        Screen screen = new Screen(true);
        try (Progress progress = Progress.of(screen.terminal(), "task", 2)) {
            progress.report(PROBLEM);
            progress.step();
            progress.step();
        }
        assertThat(screen.err()).contains("task", "100%").endsWith("\nempty [I-002]\n");
        assertThat(screen.out()).isEmpty();
    }

    @Test
    void oneStepNeedsNoBar() {
        Screen screen = new Screen(true);
        try (Progress progress = Progress.of(screen.terminal(), "task", 1)) {
            progress.step();
        }
        assertThat(screen.err()).isEmpty();
    }
}
