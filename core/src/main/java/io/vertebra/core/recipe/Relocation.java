package io.vertebra.core.recipe;

import io.vertebra.api.error.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies of values under another path. They keep the places where they were written, because there they are mended. */
final class Relocation {
    private Relocation() {}

    /** Judges each value of a copy, so that copies of copies cannot grow without limit. */
    @FunctionalInterface
    interface Counter {
        /** One more value at this depth, the document having depth 1. */
        void count(Location at, int depth);
    }

    /** A copy that nobody counts: it takes the place of its original. */
    static Node under(Node node, @Nullable String path) {
        return copy(node, path, 1, (at, depth) -> {});
    }

    static Node copy(Node node, @Nullable String path, int depth, Counter counter) {
        Location at = moved(node.at(), path);
        counter.count(at, depth);
        if (node instanceof MapNode map) {
            Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
            MapNode parent = MapNode.empty(at);
            map.entries().forEach((key, entry) -> {
                Location keyAt = moved(entry.keyAt(), parent.pathTo(key));
                entries.put(key, new MapNode.Entry(keyAt, copy(entry.value(), keyAt.path(), depth + 1, counter)));
            });
            return new MapNode(at, entries);
        }
        if (node instanceof ListNode list) {
            List<Node> elements = new ArrayList<>();
            ListNode parent = new ListNode(at, List.of());
            for (Node element : list.elements()) {
                elements.add(copy(element, parent.pathTo(String.valueOf(elements.size())), depth + 1, counter));
            }
            return new ListNode(at, elements);
        }
        ScalarNode scalar = (ScalarNode) node;
        return new ScalarNode(at, scalar.value(), scalar.text());
    }

    static Location moved(Location place, @Nullable String path) {
        return new Location(place.file(), place.line(), place.column(), path);
    }
}
