package io.vertebra.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProblemTest {
    private static final Problem PROBLEM = Problem.of(ErrorCode.USAGE, "a rule");

    @Test
    void whatIsNotKnownIsLeftOut() {
        assertThat(PROBLEM.text()).isEqualTo("a rule [U-001]");
        assertThat(PROBLEM.at(new Location("a.yaml", 3, 7, "head.classes"))
                        .received(0)
                        .fix("1")
                        .text())
                .isEqualTo("""
                        a.yaml:3:7: head.classes: a rule [U-001]
                            received: 0
                            fix: 1""");
    }

    @Test
    void aNameCannotMoveTheCursor() {
        assertThat(PROBLEM.at(Location.of("red\u001b[31m\nline.jpg"))
                        .received("\u0007a\r\nb")
                        .text())
                .isEqualTo("red?[31m line.jpg: a rule [U-001]\n    received: ?a b");
    }
}
