package io.vertebra.tck.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.tck.subject.Kind;
import org.junit.jupiter.api.Test;

final class RuleBookTest {
    private final RuleBook book = RuleBook.standard();

    @Test
    void idsSayWhatTheyAreAbout() {
        assertThat(book.rules()).hasSize(62).allSatisfy(rule -> {
            assertThat(rule.id()).matches("[A-Z]+-\\d\\d");
            assertThat(rule.kinds()).isNotEmpty();
            assertThat(rule.title()).doesNotEndWith(".");
        });
    }

    @Test
    void everyKindHasRules() {
        for (Kind kind : Kind.values()) {
            assertThat(book.of(kind)).as(kind.key()).isNotEmpty();
        }
    }
}
