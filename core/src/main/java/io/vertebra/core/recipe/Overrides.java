package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts values of a caller into the tree of a recipe, each under its dotted path. */
final class Overrides {
    private static final List<String> PARTS = List.of("task", "backbone", "neck", "head");

    private final Problems problems;
    private final JavaNodes javaNodes;

    Overrides(Problems problems) {
        this.problems = problems;
        this.javaNodes = new JavaNodes(problems);
    }

    /** The recipe with the values; {@code backbone} is put in before {@code backbone.depth}. */
    MapNode apply(MapNode recipe, Map<String, Object> values) {
        MapNode changed = recipe;
        for (Map.Entry<String, Object> entry : new TreeMap<>(values).entrySet()) {
            String path = entry.getKey();
            Location at = new Location("--set " + Spelling.line(path), 0, 0, Spelling.line(path));
            Optional<Node> value = javaNodes.node(entry.getValue(), at);
            List<String> steps = List.of(path.split("\\.", -1));
            if (value.isPresent() && isSettable(steps, at)) {
                changed = (MapNode) put(changed, steps, value.get());
            }
        }
        return changed;
    }

    private boolean isSettable(List<String> steps, Location at) {
        boolean isExtends = steps.get(0).equals(Layers.EXTENDS);
        if (isExtends || steps.contains("") || steps.size() > Aliases.DEEPEST) {
            problems.add(Problem.of(
                            ErrorCode.UNKNOWN_KEY,
                            isExtends
                                    ? "what a recipe extends is followed before values are set"
                                    : "a path is made of at most " + Aliases.DEEPEST
                                            + " keys with single dots between them")
                    .at(at)
                    .received(Spelling.line(String.join(".", steps)))
                    .fix(isExtends ? "a file of your own with this extends" : "a path such as backbone.type"));
            return false;
        }
        return true;
    }

    /** Whether a part of the model stands here, which may be only its name. */
    static boolean isPart(@Nullable String path) {
        return path != null && (PARTS.contains(path) || path.matches("neck\\.[0-9]+"));
    }

    private Node put(Node into, List<String> steps, Node value) {
        if (steps.isEmpty()) {
            return value;
        }
        String step = steps.get(0);
        List<String> rest = steps.subList(1, steps.size());
        if (into instanceof MapNode map) {
            MapNode.Entry old = map.entries().get(step);
            Node child = old == null ? MapNode.empty(JavaNodes.within(value.at(), map.pathTo(step))) : old.value();
            Node changed = put(child, rest, value);
            return map.with(step, new MapNode.Entry(keyAt(old, changed), changed));
        }
        if (into instanceof ListNode list) {
            return putIntoList(list, step, rest, value);
        }
        if (Merger.longForm(into) instanceof MapNode part) {
            return put(part, steps, value);
        }
        String path = String.valueOf(into.at().path());
        problems.add(Problem.of(ErrorCode.UNKNOWN_KEY, path + " holds one value, no keys")
                .at(value.at())
                .received(step)
                .fix("a value for " + path + " itself"));
        return into;
    }

    private Node putIntoList(ListNode list, String step, List<String> rest, Node value) {
        int size = list.elements().size();
        if (!step.matches("[0-9]{1,6}") || Integer.parseInt(step) >= size) {
            String path = String.valueOf(list.at().path());
            problems.add(Problem.of(ErrorCode.UNKNOWN_KEY, path + " is a list of " + size + ", counted from 0")
                    .at(value.at())
                    .received(step)
                    .fix(size == 0 ? "a list for " + path + " itself" : path + ".0"));
            return list;
        }
        List<Node> elements = new ArrayList<>(list.elements());
        int index = Integer.parseInt(step);
        elements.set(index, put(elements.get(index), rest, value));
        return new ListNode(list.at(), elements);
    }

    private static Location keyAt(MapNode.@Nullable Entry old, Node value) {
        return old == null ? value.at() : old.keyAt();
    }
}
