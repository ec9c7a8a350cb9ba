package io.vertebra.core.recipe;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Judges plain values by the keywords of JSON Schema that the recipe schema uses; any other keyword fails the test. */
final class MiniSchema {
    private static final Set<String> SILENT = Set.of("$schema", "$defs", "title", "description", "default", "then");

    private final JsonObject root;

    MiniSchema(JsonObject root) {
        this.root = root;
    }

    boolean accepts(@Nullable Object value) {
        return accepts(root, value);
    }

    private boolean accepts(JsonElement schema, @Nullable Object value) {
        if (schema.isJsonPrimitive()) {
            return schema.getAsBoolean();
        }
        return schema.getAsJsonObject().entrySet().stream()
                .allMatch(rule -> SILENT.contains(rule.getKey())
                        || holds(schema.getAsJsonObject(), rule.getKey(), rule.getValue(), value));
    }

    private boolean holds(JsonObject schema, String keyword, JsonElement rule, @Nullable Object value) {
        return switch (keyword) {
            case "$ref" -> accepts(definition(rule.getAsString()), value);
            case "anyOf" -> list(rule).stream().anyMatch(one -> accepts(one, value));
            case "allOf" -> list(rule).stream().allMatch(one -> accepts(one, value));
            case "if" -> !accepts(rule, value) || accepts(schema.get("then"), value);
            case "enum" -> list(rule).stream().anyMatch(one -> same(one, value));
            case "type" -> type(rule.getAsString(), value);
            case "required" ->
                !(value instanceof Map<?, ?> map)
                        || list(rule).stream().allMatch(key -> map.containsKey(key.getAsString()));
            case "properties", "additionalProperties" ->
                !(value instanceof Map<?, ?> map) || keys(schema, keyword, map);
            case "items" -> !(value instanceof List<?> list) || list.stream().allMatch(one -> accepts(rule, one));
            case "minItems" -> !(value instanceof List<?> list) || list.size() >= rule.getAsInt();
            case "maxItems" -> !(value instanceof List<?> list) || list.size() <= rule.getAsInt();
            case "minProperties" -> !(value instanceof Map<?, ?> map) || map.size() >= rule.getAsInt();
            case "minimum" -> !(value instanceof Number number) || number.doubleValue() >= rule.getAsDouble();
            case "maximum" -> !(value instanceof Number number) || number.doubleValue() <= rule.getAsDouble();
            case "pattern" ->
                !(value instanceof String text)
                        || Pattern.compile(rule.getAsString()).matcher(text).find();
            default -> throw new AssertionError("a keyword that this test does not know: " + keyword);
        };
    }

    private boolean keys(JsonObject schema, String keyword, Map<?, ?> map) {
        JsonObject known = schema.has("properties") ? schema.getAsJsonObject("properties") : new JsonObject();
        boolean stated = keyword.equals("properties");
        return map.entrySet().stream().allMatch(entry -> {
            String key = String.valueOf(entry.getKey());
            return known.has(key) != stated || accepts(stated ? known.get(key) : schema.get(keyword), entry.getValue());
        });
    }

    private JsonElement definition(String reference) {
        return Objects.requireNonNull(root.getAsJsonObject("$defs").get(reference.replace("#/$defs/", "")), reference);
    }

    private static boolean type(String type, @Nullable Object value) {
        return switch (type) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Long || value instanceof Double real && real == Math.rint(real);
            case "number" -> value instanceof Number;
            default -> throw new AssertionError(type);
        };
    }

    private static boolean same(JsonElement one, @Nullable Object value) {
        return value instanceof Number number
                ? one.getAsJsonPrimitive().isNumber() && one.getAsDouble() == number.doubleValue()
                : one.getAsJsonPrimitive().isString() && one.getAsString().equals(value);
    }

    private static List<JsonElement> list(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false).toList();
    }
}
