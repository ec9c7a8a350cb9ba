package io.vertebra.api.nn;

/** Along which way an axis is passed through. */
public enum Sweep {
    /** From the first to the last position. */
    FORWARD,
    /** From the last to the first position. */
    BACKWARD
}
