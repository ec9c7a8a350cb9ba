package io.vertebra.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as RFC 4180 writes them. */
final class Csv {
    private Csv() {}

    /** With its line end; null and numbers that are none become empty fields. */
    static String row(List<? extends @Nullable Object> fields) {
        return fields.stream().map(Csv::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(@Nullable Object value) {
        if (value == null || value instanceof Float number && !Float.isFinite(number)) {
            return "";
        }
        String text = value.toString();
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                || !text.equals(text.strip());
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
