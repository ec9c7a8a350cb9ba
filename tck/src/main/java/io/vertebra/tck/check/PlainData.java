package io.vertebra.tck.check;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks into records of plain Java data, whatever they are called. */
final class PlainData {
    private static final int DEEPEST = 16;

    private PlainData() {}

    /** Sees every value once on each way to it. */
    @FunctionalInterface
    interface Visitor {
        void see(String path, @Nullable Object value);
    }

    /** The record itself, its components, what they hold, and so on. */
    static void walk(Object root, Visitor visitor) {
        walk(root.getClass().getSimpleName(), root, visitor, 0);
    }

    private static void walk(String path, @Nullable Object value, Visitor visitor, int depth) {
        Broken.unless(depth <= DEEPEST, path + " is nested more than " + DEEPEST + " deep");
        visitor.see(path, value);
        if (value instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                walk(path + "." + component.getName(), read(component, record), visitor, depth + 1);
            }
        } else if (value instanceof Collection<?> elements && isJava(value)) {
            int i = 0;
            for (Object element : elements) {
                walk(path + "[" + i++ + "]", element, visitor, depth + 1);
            }
        } else if (value instanceof Map<?, ?> map && isJava(value)) {
            map.forEach((key, entry) -> {
                visitor.see(path + " key", key);
                walk(path + "[" + key + "]", entry, visitor, depth + 1);
            });
        } else if (value instanceof Optional<?> optional && optional.isPresent()) {
            walk(path, optional.get(), visitor, depth + 1);
        }
    }

    /** Collections of others may hold anything. */
    private static boolean isJava(Object value) {
        return value.getClass().getName().startsWith("java.util.");
    }

    static @Nullable Object read(RecordComponent component, Record record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new Broken("its result's component " + component.getName() + " cannot be read: " + e);
        }
    }

    /** The value of a component by its name; null when there is none, or it is null. */
    static @Nullable Object component(Record record, String name) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (component.getName().equals(name)) {
                return read(component, record);
            }
        }
        return null;
    }

    /** All records of the tree, the outer ones first. */
    static List<Record> records(Object root) {
        List<Record> records = new ArrayList<>();
        walk(root, (path, value) -> {
            if (value instanceof Record record) {
                records.add(record);
            }
        });
        return records;
    }

    /** All values of a class in the tree. */
    static <T> List<T> all(Object root, Class<T> type) {
        List<T> found = new ArrayList<>();
        walk(root, (path, value) -> {
            if (type.isInstance(value)) {
                found.add(type.cast(value));
            }
        });
        return found;
    }

    /** Equal for trees of equal content, with arrays compared by what they hold. */
    static Object content(Object root) {
        List<Object> content = new ArrayList<>();
        walk(root, (path, value) -> content.add(path + "=" + leaf(value)));
        return content;
    }

    private static String leaf(@Nullable Object value) {
        if (value != null && value.getClass().isArray()) {
            return Array.getLength(value) + " " + Arrays.deepHashCode(new Object[] {value});
        }
        boolean inner = value instanceof Record || value instanceof Collection<?> || value instanceof Map<?, ?>;
        return inner ? "" : String.valueOf(value);
    }

    /** Where something lies that is no plain data, and what it is; null when all is plain. */
    static @Nullable String foreign(Object root) {
        List<String> found = new ArrayList<>();
        walk(root, (path, value) -> {
            if (value != null && !isPlain(value)) {
                found.add(path + " is a " + value.getClass().getName());
            }
        });
        return found.isEmpty() ? null : found.get(0);
    }

    private static boolean isPlain(Object value) {
        boolean box = value instanceof Number && value.getClass().getName().startsWith("java.lang.");
        boolean word = value instanceof String || value instanceof Boolean || value instanceof Character;
        boolean tree = value instanceof Collection<?> || value instanceof Map<?, ?> || value instanceof Optional<?>;
        Class<?> element = value.getClass().getComponentType();
        return box
                || word
                || value instanceof Enum<?>
                || value instanceof Record
                || tree && isJava(value)
                || value instanceof BitSet
                || element != null && element.isPrimitive();
    }
}
