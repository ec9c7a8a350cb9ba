package io.vertebra.api.options;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One option of a component.
 *
 * @param key kebab-case, as in a recipe
 * @param type int, long, float, double, boolean, String or an enum; the type of the elements when {@code list}
 * @param list whether the option is a list
 * @param range of numbers, or null
 * @param doc one line, empty when the author gave none
 */
public record Option(
        String key, Class<?> type, boolean list, @Nullable Range range, String doc) {

    static Option of(RecordComponent component, Class<?> owner) {
        boolean list = component.getType() == List.class;
        Class<?> type = component.getType();
        if (list) {
            type = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        }
        if (!Scalars.supports(type)) {
            throw new IllegalArgumentException("option " + component.getName() + " of " + owner.getName()
                    + " has a type that no recipe can state: " + type.getName());
        }
        Doc doc = component.getAnnotation(Doc.class);
        return new Option(
                Names.kebab(component.getName()),
                type,
                list,
                component.getAnnotation(Range.class),
                doc == null ? "" : doc.value());
    }

    /**
     * The Java value for a plain value of a recipe (Boolean, Long, Double, String or a list of them).
     *
     * @throws OptionException when the value has another type or lies outside the range
     */
    public Object convert(Object raw) {
        if (!list) {
            return Scalars.convert(this, raw);
        }
        if (!(raw instanceof List<?> elements)) {
            throw OptionException.type(this, raw);
        }
        List<Object> converted = new ArrayList<>();
        elements.forEach(element -> converted.add(Scalars.convert(this, element)));
        return List.copyOf(converted);
    }

    /** The choices of an enum in recipe spelling; empty for other types. */
    public List<String> choices() {
        if (!type.isEnum()) {
            return List.of();
        }
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> Names.kebab(constant.toString().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** What the option takes, in words: {@code a whole number from 1 to 1000}. */
    public String describe() {
        String one = type.isEnum()
                ? "one of " + choices().stream().collect(Collectors.joining(", "))
                : Scalars.describe(type) + Scalars.describe(range, type);
        return list ? "a list, each " + one : one;
    }
}
