package io.vertebra.tck.subject;

import java.util.Locale;

/** What a rule can be run on. */
public enum Kind {
    /** A plugin as a whole. */
    PLUGIN,
    /** A backbone in its tiny form. */
    BACKBONE,
    /** A neck in its tiny form. */
    NECK,
    /** A head in its tiny form. */
    HEAD,
    /** A task. */
    TASK,
    /** An attention in its tiny form. */
    ATTENTION,
    /** A named recipe. */
    RECIPE,
    /** A shipped parity fixture. */
    PARITY;

    /** As rules and reports write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
