package io.vertebra.core.recipe;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.options.Names;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How messages spell values: on one line, not too long, as a recipe would have them. */
final class Spelling {
    private static final int LONGEST = 100;

    private Spelling() {}

    /** The text without control characters, cut off when it is long. */
    static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(point -> {
            boolean printable = !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
            line.append(printable ? Character.toString(point) : String.format(Locale.ROOT, "\\u%04x", point));
        });
        return text.codePointCount(0, text.length()) > LONGEST ? line + "..." : line.toString();
    }

    static List<String> lines(Collection<String> texts) {
        return texts.stream().limit(20).map(Spelling::line).toList();
    }

    /** A Java value of an option as a recipe would state it. */
    static String value(@Nullable Object value) {
        if (value instanceof Collection<?> list) {
            return list.stream().map(Spelling::value).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof Enum<?> constant ? choice(constant) : String.valueOf(value);
    }

    static String choice(Enum<?> constant) {
        return Names.kebab(constant.toString().toLowerCase(Locale.ROOT));
    }

    /** The value of {@code input.size}. */
    static String size(ImageSize size) {
        return size.width() == size.height()
                ? String.valueOf(size.width())
                : "[" + size.height() + ", " + size.width() + "]";
    }
}
