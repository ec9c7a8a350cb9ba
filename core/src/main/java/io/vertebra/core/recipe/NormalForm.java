package io.vertebra.core.recipe;

import java.util.List;
import java.util.Optional;

/** One form for what a recipe can say in two: a part as a map with its type, and the necks as a list. */
final class NormalForm {
    private static final String NECK = "neck";

    private NormalForm() {}

    static MapNode of(MapNode root) {
        MapNode normal = root;
        for (String key : root.entries().keySet()) {
            MapNode.Entry entry = root.entries().get(key);
            Node value = key.equals(NECK) ? necks(entry.value()) : Merger.longForm(entry.value());
            normal = normal.with(key, new MapNode.Entry(entry.keyAt(), value));
        }
        return normal;
    }

    private static Node necks(Node stated) {
        Optional<List<Node>> several =
                stated instanceof ListNode list ? Optional.of(list.elements()) : Optional.empty();
        ListNode all = new ListNode(stated.at(), several.orElse(List.of(stated)));
        ListNode placed = (ListNode) Relocation.under(all, NECK);
        return new ListNode(
                all.at(), placed.elements().stream().map(Merger::longForm).toList());
    }
}
