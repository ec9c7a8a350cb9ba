package io.vertebra.core.recipe;

import io.vertebra.api.error.Location;

/** A value of a recipe with the place where it stands. */
sealed interface Node permits MapNode, ListNode, ScalarNode {
    /** Where it stands; the path is null for the whole document. */
    Location at();

    /** Short, in one line, as it could stand in a recipe: for messages. */
    String spelled();

    /** The path of what stands under this name or index. */
    default String pathTo(String name) {
        String path = at().path();
        String step = Spelling.line(name);
        return path == null ? step : path + "." + step;
    }
}
