package io.vertebra.core.recipe;

import io.vertebra.api.error.Location;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One plain value.
 *
 * @param value String, Long, Double, Boolean, or null for null
 * @param text as the file has it, with quotes if it has some
 */
record ScalarNode(Location at, @Nullable Object value, String text) implements Node {

    /** The value if it is of this type. */
    <T> Optional<T> as(Class<T> type) {
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }

    @Override
    public String spelled() {
        return text.isEmpty() ? "nothing" : Spelling.line(text);
    }
}
