package io.vertebra.tck.check;

import io.vertebra.tck.report.Status;

/**
 * The answer of a check.
 *
 * @param status one that a check can give
 * @param detail the failure in one sentence with the received and the expected value, or the reason
 */
public record Verdict(Status status, String detail) {
    /** The rule is kept. */
    public static Verdict pass() {
        return new Verdict(Status.PASS, "");
    }

    /** The rule is broken. */
    public static Verdict fail(String detail) {
        return new Verdict(Status.FAIL, detail);
    }

    /** The rule does not concern the subject. */
    public static Verdict notApplicable(String reason) {
        return new Verdict(Status.NOT_APPLICABLE, reason);
    }

    /** The rule cannot be asked, because another one is broken. */
    public static Verdict untested(String reason) {
        return new Verdict(Status.UNTESTED, reason);
    }

    /** A part of the rule was checked, and kept. */
    public static Verdict partial(String reason) {
        return new Verdict(Status.PARTIAL, reason);
    }
}
