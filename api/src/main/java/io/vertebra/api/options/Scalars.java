package io.vertebra.api.options;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The plain types of options and how recipe values become them. */
final class Scalars {
    private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class, long.class, Long.class);
    private static final Set<Class<?>> REAL = Set.of(float.class, Float.class, double.class, Double.class);

    private Scalars() {}

    static boolean supports(Class<?> type) {
        return WHOLE.contains(type) || REAL.contains(type) || isBoolean(type) || type == String.class || type.isEnum();
    }

    private static boolean isBoolean(Class<?> type) {
        return type == boolean.class || type == Boolean.class;
    }

    static Object convert(Option option, Object raw) {
        Class<?> type = option.type();
        if (WHOLE.contains(type) && raw instanceof Long whole) {
            check(option, whole);
            if (type == long.class || type == Long.class) {
                return whole;
            }
            if (whole != whole.intValue()) {
                throw OptionException.range(
                        option, raw, String.valueOf(whole > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE));
            }
            return whole.intValue();
        }
        if (REAL.contains(type) && raw instanceof Number number) {
            check(option, number.doubleValue());
            return type == float.class || type == Float.class ? (Object) number.floatValue() : number.doubleValue();
        }
        if (isBoolean(type) && raw instanceof Boolean || type == String.class && raw instanceof String) {
            return raw;
        }
        if (type.isEnum() && raw instanceof String text) {
            return constant(option, text);
        }
        throw OptionException.type(option, raw);
    }

    private static Object constant(Option option, String text) {
        int index = option.choices().indexOf(text);
        if (index < 0) {
            throw OptionException.choice(option, text);
        }
        return option.type().getEnumConstants()[index];
    }

    private static void check(Option option, double value) {
        Range range = option.range();
        if (Double.isNaN(value)) {
            throw OptionException.range(option, value, "a number");
        }
        if (range != null && value < range.min()) {
            throw OptionException.range(option, text(value, option.type()), text(range.min(), option.type()));
        }
        if (range != null && value > range.max()) {
            throw OptionException.range(option, text(value, option.type()), text(range.max(), option.type()));
        }
    }

    static String text(double value, Class<?> type) {
        return WHOLE.contains(type) || value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.valueOf(value);
    }

    static String describe(Class<?> type) {
        if (WHOLE.contains(type)) {
            return "a whole number";
        }
        if (REAL.contains(type)) {
            return "a number";
        }
        return isBoolean(type) ? "true or false" : "a text";
    }

    static String describe(@Nullable Range range, Class<?> type) {
        if (range == null) {
            return "";
        }
        String from = Double.isInfinite(range.min()) ? "" : " from " + text(range.min(), type);
        String to = Double.isInfinite(range.max()) ? "" : " to " + text(range.max(), type);
        return from + to;
    }
}
