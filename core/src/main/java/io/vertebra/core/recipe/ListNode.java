package io.vertebra.core.recipe;

import io.vertebra.api.error.Location;
import java.util.List;
import java.util.stream.Collectors;

/** Values in their order. */
record ListNode(Location at, List<Node> elements) implements Node {
    ListNode {
        elements = List.copyOf(elements);
    }

    @Override
    public String spelled() {
        return Spelling.line(
                elements.stream().limit(20).map(Node::spelled).collect(Collectors.joining(", ", "[", "]")));
    }
}
