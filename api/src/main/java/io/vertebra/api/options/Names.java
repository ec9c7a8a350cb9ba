package io.vertebra.api.options;

import java.util.Locale;

/** Spelling of keys: {@code scoreThreshold} in Java is {@code score-threshold} in a recipe. */
public final class Names {
    private Names() {}

    /** Kebab-case of a camelCase or upper-case name. */
    public static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
