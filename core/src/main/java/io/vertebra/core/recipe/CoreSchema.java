package io.vertebra.core.recipe;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The core schema of YAML 1.2.2, section 10.3: what a plain scalar means. Here {@code on} is a text and {@code 010} is ten. */
final class CoreSchema {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUES = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSES = Set.of("false", "False", "FALSE");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern REAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)");
    private static final Set<String> NOT_NUMBERS = Set.of(".nan", ".NaN", ".NAN");

    private CoreSchema() {}

    /**
     * Null, Boolean, Long, Double or String.
     *
     * @throws NumberFormatException when a whole number needs more than 64 bits
     */
    static @Nullable Object resolve(String plain) {
        if (NULLS.contains(plain)) {
            return null;
        }
        if (TRUES.contains(plain) || FALSES.contains(plain)) {
            return TRUES.contains(plain);
        }
        if (NOT_NUMBERS.contains(plain)) {
            return Double.NaN;
        }
        if (INFINITE.matcher(plain).matches()) {
            return plain.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return number(plain);
    }

    private static Object number(String plain) {
        if (DECIMAL.matcher(plain).matches()) {
            return Long.parseLong(plain);
        }
        if (OCTAL.matcher(plain).matches()) {
            return Long.parseLong(plain.substring(2), 8);
        }
        if (HEX.matcher(plain).matches()) {
            return Long.parseLong(plain.substring(2), 16);
        }
        return REAL.matcher(plain).matches() ? (Object) Double.parseDouble(plain) : plain;
    }
}
