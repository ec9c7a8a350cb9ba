package io.vertebra.core.recipe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Plain values as the one text that RFC 8785 gives them: keys sorted by their UTF-16 units, no blanks, numbers as in ECMAScript.
 * Numbers that are none, which JSON does not have, stand as NaN, Infinity and -Infinity; whole numbers keep all their digits.
 */
final class CanonicalJson {
    private CanonicalJson() {}

    /** SHA-256 of the text in UTF-8, in hex. */
    static String hash(@Nullable Object value) {
        try {
            byte[] text = of(value).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String of(@Nullable Object value) {
        StringBuilder json = new StringBuilder();
        write(json, value);
        return json.toString();
    }

    private static void write(StringBuilder json, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((key, one) -> sorted.put(String.valueOf(key), one));
            char before = '{';
            for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
                json.append(before);
                text(json, entry.getKey());
                json.append(':');
                write(json, entry.getValue());
                before = ',';
            }
            json.append(sorted.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            char before = '[';
            for (Object element : list) {
                json.append(before);
                write(json, element);
                before = ',';
            }
            json.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof String text) {
            text(json, text);
        } else if (value instanceof Double number) {
            json.append(Double.isFinite(number) ? Numbers.text(number) : number.toString());
        } else {
            json.append(value); // Long, Boolean or null
        }
    }

    private static void text(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\t' -> json.append("\\t");
                case '\n' -> json.append("\\n");
                case '\f' -> json.append("\\f");
                case '\r' -> json.append("\\r");
                default -> json.append(c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        json.append('"');
    }
}
