package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.core.catalog.NearNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Replaces aliases by copies and keeps the limits, so that a small file cannot become a large tree. */
final class Aliases {
    static final int DEEPEST = 64;
    static final int MOST_ALIASES = 100;
    /** Copies included. */
    static final int MOST_VALUES = 50_000;

    private final Map<String, Node> anchors = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private int aliases;
    private int values;

    /** The value of this anchor begins; null for a value without one. */
    void open(@Nullable String anchor) {
        if (anchor != null) {
            open.add(anchor);
        }
    }

    /** The value of this anchor is complete. An anchor that stands again counts from here on. */
    void close(@Nullable String anchor, Node node) {
        if (anchor != null) {
            open.remove(anchor);
            anchors.put(anchor, node);
        }
    }

    /** Judges one more value at this depth, the document having depth 1. */
    void count(Location at, int depth) {
        if (depth > DEEPEST) {
            throw limit("maps and lists stand at most " + DEEPEST + " deep in each other", at);
        }
        if (++values > MOST_VALUES) {
            throw limit("a recipe has at most " + MOST_VALUES + " values, copies by aliases included", at);
        }
    }

    /** The anchor's value with the places of the anchor, where it is to be mended, under the path of the alias. */
    Node copy(String name, Location alias, int depth) {
        if (++aliases > MOST_ALIASES) {
            throw limit("a recipe has at most " + MOST_ALIASES + " aliases", alias);
        }
        if (open.contains(name)) {
            throw new LoadException(Problem.of(ErrorCode.RECIPE_SYNTAX, "a value cannot hold itself")
                    .at(alias)
                    .received("*" + Spelling.line(name))
                    .fix("the values themselves"));
        }
        Node target = anchors.get(name);
        if (target == null) {
            throw new LoadException(Problem.of(ErrorCode.RECIPE_SYNTAX, "an alias needs its anchor before it")
                    .at(alias)
                    .received("*" + Spelling.line(name))
                    .fix(anchors.isEmpty() ? "the value itself" : NearNames.suggest(name, anchors.keySet())));
        }
        return Relocation.copy(target, alias.path(), depth, this::count);
    }

    private static LoadException limit(String rule, Location at) {
        // The path of a place that deep would fill the screen.
        return new LoadException(Problem.of(ErrorCode.RECIPE_LIMIT, rule)
                .at(Relocation.moved(at, null))
                .received("one more")
                .fix("a shorter file"));
    }
}
