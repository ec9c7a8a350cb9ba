package io.vertebra.cli;

import com.google.gson.stream.JsonWriter;
import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.Point;
import io.vertebra.api.options.Names;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plain Java data as JSON: a record is an object whose keys are its components, a box {@code [x1, y1, x2, y2]}, a point
 * {@code [x, y]}, a set of bits the lengths of its runs, the first one of zeros, an enum its kebab-case name. A number that is
 * none becomes null.
 */
final class Json {
    private Json() {}

    /** On one line. */
    static String line(@Nullable Object value) {
        return text(value, "");
    }

    /** On many lines, for documents that people read too. */
    static String pretty(@Nullable Object value) {
        return text(value, "  ");
    }

    private static String text(@Nullable Object value, String indent) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.setIndent(indent);
            json.setHtmlSafe(false);
            json.setSerializeNulls(true);
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException("a string can be written", e);
        }
        return text.toString();
    }

    private static void write(JsonWriter json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.nullValue();
        } else if (value instanceof Number number) {
            number(json, number);
        } else if (value instanceof Boolean flag) {
            json.value(flag);
        } else if (value instanceof CharSequence || value instanceof Path) {
            json.value(value.toString());
        } else if (value instanceof Enum<?> constant) {
            json.value(Names.kebab(constant.name()));
        } else if (value instanceof Optional<?> optional) {
            write(json, optional.orElse(null));
        } else if (value instanceof Map<?, ?> map) {
            object(json, map);
        } else {
            composite(json, value);
        }
    }

    private static void composite(JsonWriter json, Object value) throws IOException {
        if (value instanceof Box box) {
            write(json, List.of(box.x1(), box.y1(), box.x2(), box.y2()));
        } else if (value instanceof Point point) {
            write(json, List.of(point.x(), point.y()));
        } else if (value instanceof Iterable<?> elements) {
            json.beginArray();
            for (Object element : elements) {
                write(json, element);
            }
            json.endArray();
        } else if (value instanceof BitSet bits) {
            runs(json, bits);
        } else if (value instanceof Record fields) {
            record(json, fields);
        } else {
            array(json, value);
        }
    }

    private static void number(JsonWriter json, Number number) throws IOException {
        boolean real = number instanceof Float || number instanceof Double;
        if (real && !Double.isFinite(number.doubleValue())) {
            json.nullValue();
        } else {
            json.value(number);
        }
    }

    private static void object(JsonWriter json, Map<?, ?> map) throws IOException {
        json.beginObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.name(String.valueOf(entry.getKey()));
            write(json, entry.getValue());
        }
        json.endObject();
    }

    private static void record(JsonWriter json, Record fields) throws IOException {
        json.beginObject();
        for (RecordComponent component : fields.getClass().getRecordComponents()) {
            json.name(component.getName());
            write(json, valueOf(component, fields));
        }
        json.endObject();
    }

    private static void runs(JsonWriter json, BitSet bits) throws IOException {
        json.beginArray();
        boolean set = false;
        for (int start = 0; start < bits.length(); set = !set) {
            int end = set ? bits.nextClearBit(start) : bits.nextSetBit(start);
            json.value(end - start);
            start = end;
        }
        json.endArray();
    }

    private static void array(JsonWriter json, Object value) throws IOException {
        if (value instanceof float[] numbers) {
            json.beginArray();
            for (float number : numbers) {
                number(json, number);
            }
            json.endArray();
        } else if (value instanceof int[] numbers) {
            json.beginArray();
            for (int number : numbers) {
                json.value(number);
            }
            json.endArray();
        } else {
            throw notPlain("has no JSON form", value.getClass(), null);
        }
    }

    /** A plugin may keep its record to itself, so the accessor is opened first. */
    static @Nullable Object valueOf(RecordComponent component, Record owner) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException | RuntimeException e) {
            throw notPlain("cannot be read", owner.getClass(), e);
        }
    }

    static VertebraException notPlain(String message, Class<?> type, @Nullable Throwable cause) {
        Problem problem = Problem.of(ErrorCode.INTERNAL, "a part of a result " + message)
                .received(type.getName())
                .fix("report it to the author of the plugin: results are records of plain Java data");
        return new VertebraException(List.of(problem), cause);
    }
}
