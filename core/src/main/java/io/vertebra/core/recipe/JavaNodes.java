package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plain Java values as nodes, for what does not stand in a file. */
final class JavaNodes {
    private final Problems problems;

    JavaNodes(Problems problems) {
        this.problems = problems;
    }

    /** The same place under another path. */
    static Location within(Location place, String path) {
        return new Location(place.file(), place.line(), place.column(), path);
    }

    /** The node of a value that is meant to stand at this place. */
    Optional<Node> node(Object value, Location at) {
        if (value instanceof List<?> list) {
            return list(list, at).map(node -> node);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, at).map(node -> node);
        }
        Object plain = plain(value);
        if (plain instanceof Long || plain instanceof Double || plain instanceof Boolean || plain instanceof String) {
            return Optional.of(new ScalarNode(at, plain, plain.toString()));
        }
        problems.add(Problem.of(ErrorCode.WRONG_TYPE, "a value is a text, a number, true, false, a list or a map")
                .at(at)
                .received(value == null ? "null" : value.getClass().getName())
                .fix("one of these"));
        return Optional.empty();
    }

    private Optional<ListNode> list(List<?> values, Location at) {
        List<Node> elements = new ArrayList<>();
        ListNode parent = new ListNode(at, List.of());
        for (int i = 0; i < values.size(); i++) {
            Optional<Node> element = node(values.get(i), within(at, parent.pathTo(String.valueOf(i))));
            if (element.isEmpty()) {
                return Optional.empty();
            }
            elements.add(element.get());
        }
        return Optional.of(new ListNode(at, elements));
    }

    private Optional<MapNode> map(Map<?, ?> values, Location at) {
        Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
        MapNode parent = MapNode.empty(at);
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            String key = String.valueOf(entry.getKey());
            Location keyAt = within(at, parent.pathTo(key));
            Optional<Node> value = node(entry.getValue(), keyAt);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            entries.put(key, new MapNode.Entry(keyAt, value.get()));
        }
        return Optional.of(new MapNode(at, entries));
    }

    /** The types that YAML gives: Long for all whole numbers, Double for all others. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float number) {
            return Double.parseDouble(number.toString()); // 0.1f is meant as 0.1
        }
        if (value instanceof Enum<?> constant) {
            return Spelling.choice(constant);
        }
        return value instanceof BigInteger number && number.bitLength() < 64 ? (Object) number.longValue() : value;
    }
}
