package io.vertebra.core.recipe;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.reader.StreamReader;

/** Plain values as YAML of one line that {@link YamlReader} reads back as they were. */
final class YamlText {
    /** Safe in block and in flow, before a colon and after one. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./+()-]*( [A-Za-z0-9_/(+][A-Za-z0-9_./+()-]*)*");

    private YamlText() {}

    static String key(String key) {
        return isPlain(key) ? key : quoted(key);
    }

    /** A value; a {@code ${} in it is escaped, because in a recipe it would name a variable. */
    static String value(@Nullable Object value) {
        if (value instanceof String text) {
            return isPlain(text) ? text : quoted(Template.escape(text));
        }
        return value instanceof Double number ? real(number) : String.valueOf(value);
    }

    /** A whole tree on one line. */
    static String line(Node node) {
        if (node instanceof MapNode map) {
            return map.entries().entrySet().stream()
                    .map(entry ->
                            key(entry.getKey()) + ": " + line(entry.getValue().value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof ListNode list) {
            return list.elements().stream().map(YamlText::line).collect(Collectors.joining(", ", "[", "]"));
        }
        return value(((ScalarNode) node).value());
    }

    private static String real(double number) {
        if (Double.isNaN(number)) {
            return ".nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? ".inf" : "-.inf";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        String text = Numbers.text(number);
        return text.matches("-?[0-9]+") ? text + ".0" : text;
    }

    private static boolean isPlain(String text) {
        return text.length() <= 200
                && !text.startsWith("...")
                && PLAIN.matcher(text).matches()
                && isText(text);
    }

    private static boolean isText(String text) {
        try {
            return CoreSchema.resolve(text) instanceof String;
        } catch (NumberFormatException e) { // a whole number of more than 64 bits
            return false;
        }
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> quoted.append(escaped(point)));
        return quoted.append('"').toString();
    }

    private static String escaped(int point) {
        return switch (point) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default -> {
                boolean lineEnd = point == 0x85 || point == 0x2028 || point == 0x2029;
                boolean seen = point >= ' ' && StreamReader.isPrintable(point) && !lineEnd && point != 0xFEFF;
                yield seen ? Character.toString(point) : code(point);
            }
        };
    }

    private static String code(int point) {
        return point <= 0xFFFF
                ? String.format(Locale.ROOT, "\\u%04x", point)
                : String.format(Locale.ROOT, "\\U%08x", point);
    }
}
