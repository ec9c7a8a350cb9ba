package io.vertebra.tck.check;

import io.vertebra.api.model.Component;
import io.vertebra.api.options.Option;
import io.vertebra.api.options.OptionException;
import io.vertebra.api.options.OptionsSchema;
import io.vertebra.tck.subject.PluginSubject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the options of components say to values, the good and the bad. */
public final class OptionChecks implements Family<PluginSubject> {
    private static final String TEXT = "no-such-value";
    private static final double BEYOND = 1;

    @Override
    public Class<PluginSubject> subject() {
        return PluginSubject.class;
    }

    @Override
    public Map<String, Check<PluginSubject>> checks() {
        return Map.of(
                "PLUGIN-09",
                (subject, bench) -> LoadedUnit.ask(subject, bench, unit -> {
                    for (Component<?> component : unit.components()) {
                        options(component);
                    }
                    return Verdict.pass();
                }));
    }

    private static <O extends Record> void options(Component<O> component) {
        String who = component.card().id();
        O defaults = component.defaults();
        OptionsSchema<O> schema = schema(who, defaults);
        Set<String> keys = new HashSet<>();
        for (Option option : schema.options()) {
            String name = who + "." + option.key();
            Broken.unless(keys.add(option.key()), name + " stands twice");
            Set<String> choices = new HashSet<>(option.choices());
            Broken.unless(choices.size() == option.choices().size(), name + " has two choices of one spelling");
            for (Object wrong : wrong(option)) {
                refused(name, option, wrong);
            }
            for (Object value : right(option)) {
                kept(name, schema, defaults, option, value);
            }
        }
    }

    private static <O extends Record> OptionsSchema<O> schema(String who, O defaults) {
        try {
            return OptionsSchema.of(defaults);
        } catch (IllegalArgumentException e) {
            throw new Broken(who + ": " + e.getMessage());
        }
    }

    /** Values of another type or out of range. */
    private static List<Object> wrong(Option option) {
        List<Object> wrong = new ArrayList<>();
        boolean number = number(option.type());
        wrong.add(option.type() == String.class ? (Object) Boolean.TRUE : TEXT);
        if (number && option.range() != null) {
            boolean whole = whole(option.type());
            if (!Double.isInfinite(option.range().min())) {
                wrong.add(plain(option.range().min() - BEYOND, whole));
            }
            if (!Double.isInfinite(option.range().max())) {
                wrong.add(plain(option.range().max() + BEYOND, whole));
            }
        }
        return wrong.stream().map(value -> element(option, value)).toList();
    }

    /** Values that the schema takes: the ends of the range, or what people try where there is none. */
    private static List<Object> right(Option option) {
        List<Object> right = new ArrayList<>();
        Class<?> type = option.type();
        if (number(type)) {
            boolean whole = whole(type);
            double min = option.range() == null
                    ? Double.NEGATIVE_INFINITY
                    : option.range().min();
            double max = option.range() == null
                    ? Double.POSITIVE_INFINITY
                    : option.range().max();
            right.add(plain(Double.isInfinite(min) ? Math.min(-1, max) : min, whole));
            right.add(plain(Math.max(min, Math.min(max, 0)), whole));
            right.add(plain(Double.isInfinite(max) ? Math.max(2, min) : max, whole));
        } else if (type.isEnum()) {
            right.addAll(option.choices());
        } else if (type == String.class) {
            right.add(TEXT);
            right.add("");
        } else {
            right.add(Boolean.TRUE);
            right.add(Boolean.FALSE);
        }
        List<Object> values = new ArrayList<>();
        right.forEach(value -> values.add(element(option, value)));
        if (option.list()) {
            values.add(List.of());
        }
        return values;
    }

    private static Object element(Option option, Object value) {
        return option.list() ? List.of(value) : value;
    }

    private static Object plain(double value, boolean whole) {
        return whole ? (Object) Math.round(Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value))) : value;
    }

    private static boolean whole(Class<?> type) {
        return type == int.class || type == Integer.class || type == long.class || type == Long.class;
    }

    private static boolean number(Class<?> type) {
        return whole(type)
                || type == float.class
                || type == Float.class
                || type == double.class
                || type == Double.class;
    }

    /** The schema refuses for everybody; this would notice a component that found a way around it. */
    private static void refused(String name, Option option, Object raw) {
        try {
            Object value = option.convert(raw);
            throw new Broken(
                    name + " takes " + raw + " as " + value + ", although it is declared as " + option.describe());
        } catch (OptionException e) {
            boolean told = e.problems().stream()
                    .allMatch(problem -> problem.message().contains(option.key()) && problem.received() != null);
            Broken.unless(told, name + " refuses " + raw + " without key and value: " + e.getMessage());
        }
    }

    /** What a record takes it has to keep; what it does not take it has to refuse with a reason. */
    private static <O extends Record> void kept(
            String name, OptionsSchema<O> schema, O defaults, Option option, Object raw) {
        Object value = option.convert(raw);
        O changed;
        try {
            changed = schema.with(defaults, Map.of(option.key(), value));
        } catch (OptionException e) {
            boolean told = e.problems().stream()
                    .allMatch(problem ->
                            !problem.message().isBlank() && !problem.message().equals("null"));
            Broken.unless(told, name + " refuses '" + raw + "' without a reason");
            return;
        } catch (IllegalStateException e) {
            throw new Broken(name + " answers to '" + raw + "' with " + reason(e.getCause()) + " instead of a reason");
        }
        Object read = schema.values(changed).get(schema.options().indexOf(option));
        Broken.unless(value.equals(read), name + " takes '" + raw + "' and silently makes " + read + " of it");
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null ? "a failure" : cause.getClass().getSimpleName();
    }
}
