package io.vertebra.core.parity;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the readers of fixtures share. What is wrong is a {@link JsonParseException} or one of Gson's own. */
final class FixtureJson {
    private FixtureJson() {}

    static JsonElement member(JsonObject object, String name) {
        JsonElement member = object.get(name);
        if (member == null) {
            throw new JsonParseException("a member '" + name + "' is missing");
        }
        return member;
    }

    static void require(boolean kept, String rule) {
        if (!kept) {
            throw new JsonParseException(rule);
        }
    }

    /** The members as plain Java values. */
    static Map<String, Object> values(JsonElement object) {
        Map<String, Object> values = new LinkedHashMap<>();
        object.getAsJsonObject().entrySet().forEach(e -> values.put(e.getKey(), plain(e.getValue())));
        return values;
    }

    private static Object plain(JsonElement element) {
        if (element.isJsonArray()) {
            List<Object> list = new ArrayList<>();
            element.getAsJsonArray().forEach(e -> list.add(plain(e)));
            return list;
        }
        JsonPrimitive value = element.getAsJsonPrimitive();
        if (value.isBoolean()) {
            return value.getAsBoolean();
        }
        if (value.isString()) {
            return value.getAsString();
        }
        boolean whole = value.getAsString().matches("-?[0-9]+");
        return whole ? (Object) value.getAsLong() : (Object) value.getAsDouble();
    }
}
