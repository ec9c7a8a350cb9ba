package io.vertebra.tck.isolated;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.tck.rule.RuleBook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JournalTest {
    private final Journal journal = new Journal(RuleBook.standard());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "found {}",
                "found null",
                "found {\"rule\": \"NECK-99\"}",
                "found [",
                "header 7",
                "obstacles null",
                "asking NECK-01",
                "asking NECK-99 NECK n",
                "asking NECK-01 KNEE n",
                "questions many",
                "refused {}",
                "",
            })
    void linesThatAreNotTheKitsArePassedOver(String line) {
        journal.add(line);
        assertThat(journal.findings()).isEmpty();
        assertThat(journal.header()).isEmpty();
        assertThat(journal.obstacles()).isEmpty();
        assertThat(journal.refused()).isEmpty();
        assertThat(journal.open()).isEmpty();
        assertThat(journal.questions()).isZero();
        assertThat(journal.loading()).isFalse();
        assertThat(journal.ended()).isFalse();
    }

    @Test
    void whatWasAskedLastIsOpenUntilItIsAnswered() {
        journal.add("asking NECK-01 NECK a neck");
        assertThat(journal.open().orElseThrow().rule().id()).isEqualTo("NECK-01");
        assertThat(journal.open().orElseThrow().subject()).isEqualTo("a neck");
        journal.add("found {\"rule\":\"NECK-01\",\"level\":\"must\",\"kind\":\"neck\",\"subject\":\"a neck\","
                + "\"status\":\"pass\",\"detail\":\"\",\"crashed\":false,\"millis\":5}");
        assertThat(journal.open()).isEmpty();
        assertThat(journal.findings()).hasSize(1);
        journal.add("end");
        assertThat(journal.ended()).isTrue();
    }
}
