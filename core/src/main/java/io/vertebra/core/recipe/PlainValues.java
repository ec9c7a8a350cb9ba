package io.vertebra.core.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes without their places: maps, lists, texts, whole numbers as Long, others as Double, booleans and null. */
final class PlainValues {
    private PlainValues() {}

    static @Nullable Object of(Node node) {
        if (node instanceof MapNode map) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            map.entries().forEach((key, entry) -> values.put(key, of(entry.value())));
            return values;
        }
        if (node instanceof ListNode list) {
            List<@Nullable Object> values = new ArrayList<>();
            list.elements().forEach(element -> values.add(of(element)));
            return values;
        }
        return ((ScalarNode) node).value();
    }
}
