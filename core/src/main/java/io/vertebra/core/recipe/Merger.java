package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.core.catalog.NearNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts one file of a recipe on top of others. Maps merge, everything else replaces, and keys that begin with a dollar edit what
 * is inherited. A part whose {@code type} changes loses the options of the former type: they belonged to it.
 */
final class Merger {
    private static final String NECK = "neck";
    private static final String RANDOM = "random";

    private final Problems problems;
    private final ListOperators operators;

    Merger(Problems problems) {
        this.problems = problems;
        this.operators = new ListOperators(this, problems);
    }

    /** The lower file with the upper one on top, without what the files extend. */
    MapNode over(MapNode lower, MapNode upper) {
        return mergeMaps(lower, upper.without(Layers.EXTENDS));
    }

    /** What stands under a path once the upper value is put on the lower one. */
    Node merge(Node lower, Node upper) {
        if (upper instanceof MapNode map && ListOperators.isEdit(map)) {
            Node target =
                    isNeck(lower) && !(lower instanceof ListNode) ? new ListNode(lower.at(), List.of(lower)) : lower;
            if (target instanceof ListNode list) {
                return operators.edit(list, map);
            }
        }
        Node under = longForm(lower);
        return under instanceof MapNode below && longForm(upper) instanceof MapNode above && !replaces(below, above)
                ? mergeMaps(below, above)
                : upper;
    }

    private MapNode mergeMaps(MapNode lower, MapNode upper) {
        Map<String, MapNode.Entry> entries = new LinkedHashMap<>(lower.entries());
        upper.find(ListOperators.REMOVE).ifPresent(keys -> remove(keys, lower, entries));
        upper.entries().forEach((key, entry) -> {
            MapNode.Entry old = entries.get(key);
            if (!key.equals(ListOperators.REMOVE)) {
                Node value = old == null ? entry.value() : merge(old.value(), entry.value());
                entries.put(key, new MapNode.Entry(entry.keyAt(), value));
            }
        });
        return new MapNode(upper.at(), entries);
    }

    private void remove(Node stated, MapNode lower, Map<String, MapNode.Entry> entries) {
        List<Node> keys = stated instanceof ListNode list ? list.elements() : List.of(stated);
        for (Node key : keys) {
            Optional<String> name = key instanceof ScalarNode scalar ? scalar.as(String.class) : Optional.empty();
            if (name.isEmpty()) {
                problems.addLost(Fields.type(key, "a key of the inherited map", "[key]"));
            } else if (entries.remove(name.get()) == null) {
                problems.add(Problem.of(ErrorCode.MERGE_OPERATOR, "a key that is removed is inherited")
                        .at(key.at())
                        .received(key.spelled())
                        .fix(NearNames.suggest(key.spelled(), lower.entries().keySet())));
            }
        }
    }

    /** What the lower map says belongs to another type, or to another kind of weights. */
    private static boolean replaces(MapNode lower, MapNode upper) {
        Optional<Object> before = type(lower);
        Optional<Object> after = type(upper);
        boolean otherType = before.isPresent() && after.isPresent() && !before.equals(after);
        boolean otherWeights = "weights".equals(lower.at().path())
                && lower.find(RANDOM).isPresent() != upper.find(RANDOM).isPresent();
        return otherType || otherWeights;
    }

    private static Optional<Object> type(MapNode map) {
        return map.find(PartNode.TYPE).map(PlainValues::of);
    }

    private static boolean isNeck(Node node) {
        return NECK.equals(node.at().path());
    }

    /** A part that is only its name, as a map; everything else as it is. */
    static Node longForm(Node node) {
        boolean isName = node instanceof ScalarNode scalar && scalar.value() instanceof String;
        if (!isName || !Overrides.isPart(node.at().path())) {
            return node;
        }
        ScalarNode type = (ScalarNode) Relocation.under(node, node.pathTo(PartNode.TYPE));
        return MapNode.empty(node.at()).with(PartNode.TYPE, new MapNode.Entry(type.at(), type));
    }
}
