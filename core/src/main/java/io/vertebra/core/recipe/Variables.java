package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.core.catalog.NearNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the values of {@code vars} where {@code ${name}} stands, once all files are merged. Alone it is the value itself, with
 * the place where the variable is stated; inside a text it becomes text.
 */
final class Variables {
    static final String VARS = "vars";
    static final int DEEPEST = 32;
    /** Of all texts that variables stand in, in characters; it bounds what a chain of doublings can make. */
    static final int LONGEST = 1 << 20;

    private final Map<String, Node> stated = new LinkedHashMap<>();
    private final Map<String, Optional<Node>> bound = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final Problems problems;
    private final Aliases limits = new Aliases();
    private int written;
    private boolean unreadable;

    private Variables(Problems problems) {
        this.problems = problems;
    }

    /**
     * The recipe without {@code vars}, all variables replaced.
     *
     * @throws LoadException when a limit is exceeded
     */
    static MapNode bind(MapNode root, Problems problems) {
        Variables variables = new Variables(problems);
        root.find(VARS).ifPresent(variables::state);
        variables.stated.keySet().forEach(variables::value); // the unused ones too: a mistake is one wherever it stands
        return (MapNode) variables.in(root.without(VARS), 1);
    }

    private void state(Node node) {
        if (!(node instanceof MapNode map)) {
            problems.addLost(Fields.type(node, "a map of names and values", "{width: 64}"));
            unreadable = true;
            return;
        }
        map.entries().forEach((name, entry) -> {
            if (name.matches("[A-Za-z][A-Za-z0-9_.-]{0,63}")) {
                stated.put(name, entry.value());
            } else {
                problems.add(Problem.of(
                                ErrorCode.OUT_OF_RANGE,
                                "a variable's name has letters, digits and single signs of . _ -")
                        .at(entry.keyAt())
                        .received(Spelling.line(name))
                        .fix("a name such as width"));
            }
        });
    }

    private Node in(Node node, int depth) {
        limits.count(node.at(), depth);
        if (node instanceof MapNode map) {
            Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
            map.entries()
                    .forEach((key, entry) ->
                            entries.put(key, new MapNode.Entry(entry.keyAt(), in(entry.value(), depth + 1))));
            return new MapNode(map.at(), entries);
        }
        if (node instanceof ListNode list) {
            List<Node> elements = new ArrayList<>();
            list.elements().forEach(element -> elements.add(in(element, depth + 1)));
            return new ListNode(list.at(), elements);
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.value() instanceof String text && text.contains("${") ? replaced(scalar, text, depth) : scalar;
    }

    /** The text as it is when something is wrong with it; what follows from that is not told. */
    private Node replaced(ScalarNode scalar, String text, int depth) {
        Optional<List<Template.Piece>> pieces = Template.parse(text);
        if (pieces.isEmpty()) {
            problems.addLost(Problem.of(ErrorCode.RECIPE_SYNTAX, "${ stands before a name and a }")
                    .at(scalar.at())
                    .received(scalar.spelled())
                    .fix("${name}, or $${ for the characters themselves"));
            return scalar;
        }
        if (pieces.get().size() == 1 && pieces.get().get(0).variable()) {
            return known(pieces.get().get(0).text(), scalar)
                    .map(value -> Relocation.copy(value, scalar.at().path(), depth, limits::count))
                    .orElse(scalar);
        }
        return text(pieces.get(), scalar).orElse(scalar);
    }

    private Optional<Node> text(List<Template.Piece> pieces, ScalarNode scalar) {
        StringBuilder text = new StringBuilder();
        for (Template.Piece piece : pieces) {
            Optional<String> part = piece.variable()
                    ? known(piece.text(), scalar).flatMap(value -> words(piece, value, scalar))
                    : Optional.of(piece.text());
            if (part.isEmpty()) {
                return Optional.empty();
            }
            text.append(part.get());
            written += part.get().length();
            if (written > LONGEST) {
                throw new LoadException(Problem.of(ErrorCode.RECIPE_LIMIT, "variables make at most 1 MiB of text")
                        .at(scalar.at())
                        .received("more")
                        .fix("shorter values of variables"));
            }
        }
        return Optional.of(new ScalarNode(scalar.at(), text.toString(), '"' + text.toString() + '"'));
    }

    private Optional<String> words(Template.Piece piece, Node value, ScalarNode use) {
        if (value instanceof ScalarNode scalar && scalar.value() != null) {
            return Optional.of(scalar.value() instanceof String text ? text : scalar.text());
        }
        problems.addLost(Problem.of(ErrorCode.WRONG_TYPE, "a variable inside a text is a text, a number, true or false")
                .at(use.at())
                .received(piece.text() + ": " + value.spelled())
                .fix("${" + piece.text() + "} alone, without text beside it"));
        return Optional.empty();
    }

    private Optional<Node> known(String name, ScalarNode use) {
        if (unreadable) {
            problems.lose(use.at());
            return Optional.empty();
        }
        if (!stated.containsKey(name)) {
            List<String> near = NearNames.of(name, stated.keySet());
            problems.addLost(Problem.of(ErrorCode.UNKNOWN_VARIABLE, "no variable has this name")
                    .at(use.at())
                    .received("${" + Spelling.line(name) + "}")
                    .fix(
                            near.isEmpty()
                                    ? "vars: {" + Spelling.line(name) + ": ...}, or $${ for the characters themselves"
                                    : "did you mean " + String.join(", ", near) + "?"));
            return Optional.empty();
        }
        if (open.contains(name)) {
            List<String> circle = new ArrayList<>(open);
            problems.addLost(Problem.of(ErrorCode.RECIPE_CYCLE, "a variable cannot hold itself")
                    .at(use.at())
                    .received(String.join(" -> ", circle.subList(circle.indexOf(name), circle.size())) + " -> " + name)
                    .fix("a value for " + name + " without ${" + name + "}"));
            return Optional.empty();
        }
        Optional<Node> value = value(name);
        if (value.isEmpty()) {
            problems.lose(use.at());
        }
        return value;
    }

    /** The bound value; empty when its own variables could not be bound, which is told where it is stated. */
    private Optional<Node> value(String name) {
        Optional<Node> before = bound.get(name);
        if (before != null) {
            return before;
        }
        Node node = stated.get(name);
        if (open.size() >= DEEPEST) {
            throw new LoadException(
                    Problem.of(ErrorCode.RECIPE_LIMIT, "variables stand in each other at most " + DEEPEST + " deep")
                            .at(node.at())
                            .received("one more, " + name)
                            .fix("fewer steps"));
        }
        open.add(name);
        int problemsBefore = problems.count();
        Node value = in(node, 1);
        open.remove(name);
        Optional<Node> result = problems.count() > problemsBefore ? Optional.empty() : Optional.of(value);
        bound.put(name, result);
        return result;
    }
}
