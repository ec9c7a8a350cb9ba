package io.vertebra.core.recipe;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;

/** Pieces of a JSON Schema. */
final class Schemas {
    static final String VARIABLE = "variable";
    static final String REMOVED_KEYS = "removed-keys";
    private static final String OPERATORS = "list-operators";

    private Schemas() {}

    static JsonObject object() {
        return new JsonObject();
    }

    static JsonArray array(JsonElement... elements) {
        JsonArray array = new JsonArray();
        List.of(elements).forEach(array::add);
        return array;
    }

    static JsonObject type(String type) {
        JsonObject schema = object();
        schema.addProperty("type", type);
        return schema;
    }

    /** One of these texts or numbers. */
    static JsonObject choice(List<?> values) {
        JsonArray choices = new JsonArray();
        for (Object value : values) {
            choices.add(
                    value instanceof Number number
                            ? new JsonPrimitive(number)
                            : new JsonPrimitive(String.valueOf(value)));
        }
        JsonObject schema = object();
        schema.add("enum", choices);
        return schema;
    }

    static JsonObject anyOf(JsonElement... schemas) {
        JsonObject schema = object();
        schema.add("anyOf", array(schemas));
        return schema;
    }

    static JsonObject reference(String definition) {
        JsonObject schema = object();
        schema.addProperty("$ref", "#/$defs/" + definition);
        return schema;
    }

    /** The value itself, or a variable that stands for it. */
    static JsonObject orVariable(JsonElement schema) {
        return anyOf(schema, reference(VARIABLE));
    }

    /** A list, a variable that stands for one, or operators that edit the inherited one. */
    static JsonObject listOf(JsonElement element) {
        JsonObject list = type("array");
        list.add("items", element);
        return anyOf(list, reference(VARIABLE), reference(OPERATORS));
    }

    static JsonObject required(String... keys) {
        JsonArray names = new JsonArray();
        List.of(keys).forEach(names::add);
        JsonObject schema = object();
        schema.add("required", names);
        return schema;
    }

    /** A map with these keys and no others. */
    static JsonObject closed(JsonObject properties) {
        JsonObject schema = type("object");
        schema.add("properties", properties);
        schema.addProperty("additionalProperties", false);
        return schema;
    }

    static JsonObject described(JsonElement schema, String description) {
        JsonObject copy = schema.getAsJsonObject().deepCopy();
        copy.addProperty("description", description);
        return copy;
    }

    /** What the other pieces refer to. */
    static JsonObject definitions() {
        JsonObject variable = type("string");
        variable.addProperty("pattern", "\\$\\{[^}]+\\}");
        JsonObject elements = type("array");
        JsonObject edit = object();
        edit.add("index", type("integer"));
        edit.add("where", object());
        edit.add("with", object());
        JsonObject edits = type("array");
        edits.add("items", closed(edit));
        JsonObject operators = object();
        operators.add("$append", elements);
        operators.add("$prepend", elements.deepCopy());
        List.of("$replace", "$merge", ListOperators.REMOVE)
                .forEach(operator -> operators.add(operator, anyOf(closed(edit.deepCopy()), edits.deepCopy())));
        JsonObject keys = type("array");
        keys.add("items", type("string"));
        JsonObject definitions = object();
        definitions.add(VARIABLE, described(variable, "a variable, ${name}"));
        JsonObject list = closed(operators);
        list.addProperty("minProperties", 1);
        definitions.add(OPERATORS, described(list, "edits the inherited list"));
        definitions.add(REMOVED_KEYS, described(anyOf(type("string"), keys), "inherited keys that are taken away"));
        return definitions;
    }
}
