package io.vertebra.core.recipe;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.vertebra.api.error.Location;
import io.vertebra.api.model.Component;
import io.vertebra.api.options.Option;
import io.vertebra.api.options.OptionsSchema;
import io.vertebra.api.options.Range;
import io.vertebra.core.catalog.Entry;
import io.vertebra.core.catalog.Registry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Schemas of parts: which components there are, and which options each of them takes. */
final class PartSchemas {
    private static final Map<Class<?>, String> TYPES = Map.of(
            int.class, "integer",
            Integer.class, "integer",
            long.class, "integer",
            Long.class, "integer",
            boolean.class, "boolean",
            Boolean.class, "boolean",
            String.class, "string");

    private final Problems problems;

    PartSchemas(Problems problems) {
        this.problems = problems;
    }

    /** A part by its name, or as a map whose {@code type} decides which options it has. */
    <C extends Component<?>> JsonObject part(String role, Registry<Entry<C>> known) {
        List<String> names = RecipeSchema.names(known, Entry::name, Entry::plugin);
        JsonObject type = Schemas.described(
                Schemas.orVariable(Schemas.choice(names)), "which " + role + "; another one drops inherited options");
        JsonObject keys = Schemas.object();
        keys.add(PartNode.TYPE, type);
        JsonObject map = Schemas.type("object");
        map.add("properties", keys);
        JsonArray cases = new JsonArray();
        Map<C, List<Entry<C>>> byComponent = known.all().stream()
                .collect(Collectors.groupingBy(Entry::component, LinkedHashMap::new, Collectors.toList()));
        byComponent.forEach((component, entries) -> {
            List<String> own = names.stream()
                    .filter(name -> known.find(name).filter(entries::contains).isPresent())
                    .toList();
            cases.add(options(role, component, entries.get(0), own));
        });
        if (!cases.isEmpty()) {
            map.add("allOf", cases);
        }
        return Schemas.anyOf(Schemas.choice(names), Schemas.reference(Schemas.VARIABLE), map);
    }

    /** If the type is one of these names, the map has these options. */
    private JsonObject options(String role, Component<?> component, Entry<?> entry, List<String> names) {
        JsonObject type = Schemas.object();
        type.add(PartNode.TYPE, Schemas.choice(names));
        JsonObject condition = Schemas.required(PartNode.TYPE);
        condition.add("properties", type);
        JsonObject keys = Schemas.object();
        keys.add(PartNode.TYPE, new JsonPrimitive(true));
        problems.call(Location.of("schema"), PartBinder.who(role, entry), "defaults() or variants()", () -> {
            describe(component, keys);
            return true;
        });
        keys.add(ListOperators.REMOVE, Schemas.reference(Schemas.REMOVED_KEYS));
        JsonObject schema = Schemas.object();
        schema.add("if", condition);
        schema.add("then", Schemas.closed(keys));
        return schema;
    }

    private static <O extends Record> void describe(Component<O> component, JsonObject keys) {
        OptionsSchema<O> schema = OptionsSchema.of(component.defaults());
        List<O> all = new ArrayList<>(component.variants().values());
        all.add(component.defaults());
        List<Option> options = schema.options();
        for (int i = 0; i < options.size(); i++) {
            int index = i;
            List<Object> defaults = all.stream()
                    .map(values -> schema.values(values).get(index))
                    .distinct()
                    .toList();
            JsonObject option = option(options.get(i));
            if (defaults.size() == 1) { // where variants differ, none of their values is the default
                option.add("default", json(defaults.get(0)));
            }
            keys.add(options.get(i).key(), option);
        }
    }

    private static JsonObject option(Option option) {
        JsonObject one = option.type().isEnum() ? Schemas.choice(option.choices()) : scalar(option);
        JsonObject element = option.type() == String.class ? one : Schemas.orVariable(one);
        String doc = option.doc().isEmpty() ? option.describe() : option.doc() + "; " + option.describe();
        return Schemas.described(option.list() ? Schemas.listOf(element) : element, doc);
    }

    private static JsonObject scalar(Option option) {
        JsonObject schema = Schemas.type(TYPES.getOrDefault(option.type(), "number"));
        Range range = option.range();
        if (range != null && !Double.isInfinite(range.min())) {
            schema.add("minimum", number(range.min()));
        }
        if (range != null && !Double.isInfinite(range.max())) {
            schema.add("maximum", number(range.max()));
        }
        return schema;
    }

    private static JsonPrimitive number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? new JsonPrimitive((long) value)
                : new JsonPrimitive(value);
    }

    private static JsonElement json(@Nullable Object value) {
        if (value instanceof Collection<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(one -> array.add(json(one)));
            return array;
        }
        Object plain = JavaNodes.plain(value);
        if (plain instanceof Double number) {
            return Double.isFinite(number) ? number(number) : new JsonPrimitive(number.toString());
        }
        if (plain instanceof Number number) {
            return new JsonPrimitive(number);
        }
        if (plain instanceof Boolean flag) {
            return new JsonPrimitive(flag);
        }
        return plain == null ? JsonNull.INSTANCE : new JsonPrimitive(plain.toString());
    }
}
