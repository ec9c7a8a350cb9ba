package io.vertebra.api.options;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a component, read from its record. One schema serves YAML binding, checks, JSON Schema and documentation.
 *
 * @param <O> the record; its compact constructor may refuse combinations with an {@link IllegalArgumentException}
 */
public final class OptionsSchema<O extends Record> {
    private final Class<O> type;
    private final List<Option> options;

    private OptionsSchema(Class<O> type) {
        this.type = type;
        this.options = Arrays.stream(type.getRecordComponents())
                .map(component -> Option.of(component, type))
                .toList();
    }

    /**
     * The schema of a record.
     *
     * @throws IllegalArgumentException when a component has a type that no recipe can state
     */
    @SuppressWarnings("unchecked") // the class of an O is a Class<O>: records are final
    public static <O extends Record> OptionsSchema<O> of(O options) {
        return new OptionsSchema<>((Class<O>) options.getClass());
    }

    /** In the order of the record. */
    public List<Option> options() {
        return options;
    }

    /** The option of this kebab-case key. */
    public Optional<Option> find(String key) {
        return options.stream().filter(option -> option.key().equals(key)).findFirst();
    }

    /** The value of each option, in the order of the schema. */
    public List<Object> values(O record) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                values.add(component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + component.getName() + " of " + type.getName(), e);
            }
        }
        return values;
    }

    /**
     * A copy of the record with some values replaced.
     *
     * @param base supplies every value that is not replaced
     * @param replaced by key; values as {@link Option#convert} gives them
     * @throws OptionException when the record's constructor refuses the values taken together
     */
    public O with(O base, Map<String, Object> replaced) {
        List<Object> values = values(base);
        for (int i = 0; i < options.size(); i++) {
            Object value = replaced.get(options.get(i).key());
            if (value != null) {
                values.set(i, value);
            }
        }
        return create(values);
    }

    private O create(List<Object> values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<O> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                throw OptionException.together(String.valueOf(refusal.getMessage()));
            }
            throw new IllegalStateException("the constructor of " + type.getName() + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create " + type.getName(), e);
        }
    }
}
