package io.vertebra.tck.report;

import io.vertebra.tck.rule.Rule;
import io.vertebra.tck.subject.Kind;

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
    /** {@code BACKBONE-01 on backbone resnet: FAIL, ...}. */
    @Override
    public String toString() {
        String text = rule.id() + " on " + kind.key() + " " + subject + ": " + status;
        return detail.isEmpty() ? text : text + ", " + detail;
    }
}
