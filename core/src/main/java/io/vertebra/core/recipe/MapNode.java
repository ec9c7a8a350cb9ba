package io.vertebra.core.recipe;

import io.vertebra.api.error.Location;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keys with values, in the order of the file.
 *
 * @param entries by key
 */
record MapNode(Location at, Map<String, Entry> entries) implements Node {
    /**
     * One key and its value.
     *
     * @param keyAt where the key stands
     * @param value what stands after it
     */
    record Entry(Location keyAt, Node value) {}

    MapNode {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    static MapNode empty(Location at) {
        return new MapNode(at, Map.of());
    }

    Optional<Node> find(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /** A copy in which the key has this value; a new key comes last. */
    MapNode with(String key, Entry entry) {
        Map<String, Entry> copy = new LinkedHashMap<>(entries);
        copy.put(key, entry);
        return new MapNode(at, copy);
    }

    /** A copy without the key. */
    MapNode without(String key) {
        Map<String, Entry> copy = new LinkedHashMap<>(entries);
        copy.remove(key);
        return new MapNode(at, copy);
    }

    @Override
    public String spelled() {
        return entries.isEmpty() ? "an empty map" : "a map with " + String.join(", ", Spelling.lines(entries.keySet()));
    }
}
