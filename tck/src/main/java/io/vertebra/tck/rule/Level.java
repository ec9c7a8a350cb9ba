package io.vertebra.tck.rule;

/** How much a rule weighs. */
public enum Level {
    /** A plugin that breaks it does not conform. */
    MUST,
    /** A plugin that breaks it conforms, and its report says so. */
    SHOULD
}
