package io.vertebra.tck.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.model.Head;
import io.vertebra.core.Vertebra;
import io.vertebra.core.plugin.PluginSet;
import io.vertebra.tck.engine.Deadline;
import io.vertebra.tck.engine.RuleEngine;
import io.vertebra.tck.report.Finding;
import io.vertebra.tck.report.Status;
import io.vertebra.tck.rule.RuleBook;
import io.vertebra.tck.subject.HeadSubject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The heads that are always there keep the rules that plugins have to keep. */
final class BuiltinHeadsTest {
    static Stream<HeadSubject<?>> heads() {
        try (Vertebra vertebra = Vertebra.open(PluginSet.of())) {
            return vertebra.catalog().heads().all().stream()
                    .<HeadSubject<?>>map(entry -> subject(entry.component()))
                    .toList()
                    .stream();
        }
    }

    private static <O extends Record> HeadSubject<O> subject(Head<O> head) {
        return HeadSubject.tiny(head);
    }

    @ParameterizedTest
    @MethodSource("heads")
    void keepsTheRules(HeadSubject<?> subject) {
        List<Finding> findings =
                new RuleEngine(RuleBook.standard(), Families.standard(), Bench.cpu(), Deadline.standard()).run(subject);
        assertThat(findings)
                .filteredOn(finding -> finding.status() == Status.PASS)
                .hasSizeGreaterThan(5);
        assertThat(findings)
                .filteredOn(finding -> finding.status() == Status.FAIL || finding.status() == Status.PARTIAL)
                .isEmpty();
    }
}
