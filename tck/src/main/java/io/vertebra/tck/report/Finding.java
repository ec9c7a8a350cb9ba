package io.vertebra.tck.report;

import io.vertebra.tck.rule.Rule;
import io.vertebra.tck.subject.Kind;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One rule on one subject.
 *
 * @param rule what was asked
 * @param kind of the subject
 * @param subject its id
 * @param status the answer
 * @param detail the failure or the reason; empty for a plain pass
 * @param crashed whether the check ended by an exception that the rule does not expect: the rule is broken all the same, but a
 *     mutant that dies so proves nothing
 * @param millis how long it took
 */
public record Finding(
        Rule rule, Kind kind, String subject, Status status, String detail, boolean crashed, long millis) {
    /** The texts of problems, which have several lines each, as one detail. */
    public static String oneLine(List<String> problems) {
        return problems.stream()
                .map(problem -> problem.replaceAll("\\s*\\R\\s*", "; "))
                .collect(Collectors.joining(" | "));
    }

    /** {@code BACKBONE-01 on backbone resnet: FAIL, ...}. */
    @Override
    public String toString() {
        String text = rule.id() + " on " + kind.key() + " " + subject + ": " + status;
        return detail.isEmpty() ? text : text + ", " + detail;
    }
}
