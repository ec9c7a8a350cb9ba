package io.vertebra.tck.report;

/** What came of one rule on one subject. */
public enum Status {
    /** Kept. */
    PASS,
    /** Broken. */
    FAIL,
    /** The rule does not concern this subject; the reason says why. */
    NOT_APPLICABLE,
    /** Checked in part only; the reason says what is left. Never as good as a pass. */
    PARTIAL,
    /** Nothing checks it yet, or it was not reached; the reason says why. */
    UNTESTED
}
