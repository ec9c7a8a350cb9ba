package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.core.catalog.NearNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Edits of an inherited list: {@code $replace} and {@code $merge} change elements, {@code $remove} takes elements away,
 * {@code $prepend} and {@code $append} add some, in this order. Elements are chosen in the list as it was inherited.
 */
final class ListOperators {
    static final String REMOVE = "$remove";
    private static final String APPEND = "$append";
    private static final String PREPEND = "$prepend";
    private static final String REPLACE = "$replace";
    private static final String MERGE = "$merge";
    private static final List<String> ALL = List.of(APPEND, PREPEND, REPLACE, MERGE, REMOVE);
    private static final String CHOICE = "{index: 0}";

    private final Merger merger;
    private final Problems problems;

    ListOperators(Merger merger, Problems problems) {
        this.merger = merger;
        this.problems = problems;
    }

    /** Whether the map edits a list. One with {@code $remove} alone can also take keys from a map. */
    static boolean isEdit(MapNode map) {
        boolean edits = map.entries().keySet().stream().anyMatch(key -> ALL.contains(key) && !key.equals(REMOVE));
        return edits || map.find(REMOVE).filter(ListOperators::isChoice).isPresent();
    }

    private static boolean isChoice(Node node) {
        return node instanceof MapNode
                || node instanceof ListNode list
                        && !list.elements().isEmpty()
                        && list.elements().get(0) instanceof MapNode;
    }

    ListNode edit(ListNode list, MapNode edits) {
        edits.entries().forEach((key, entry) -> {
            if (!ALL.contains(key)) {
                problems.add(
                        Problem.of(ErrorCode.MERGE_OPERATOR, "beside operators that edit a list stand only operators")
                                .at(entry.keyAt())
                                .received(Spelling.line(key))
                                .fix(NearNames.suggest(Spelling.line(key), ALL)));
            }
        });
        List<Node> elements = new ArrayList<>(list.elements());
        each(edits, REPLACE).forEach(edit -> change(list, elements, edit, false));
        each(edits, MERGE).forEach(edit -> change(list, elements, edit, true));
        Set<Integer> removed = new LinkedHashSet<>();
        each(edits, REMOVE)
                .forEach(choice -> fields(choice, List.of("index", "where"))
                        .flatMap(fields -> new Choice(list, problems).of(fields, choice))
                        .ifPresent(removed::add));
        List<Node> all = new ArrayList<>(added(edits, PREPEND));
        for (int i = 0; i < elements.size(); i++) {
            if (!removed.contains(i)) {
                all.add(elements.get(i));
            }
        }
        all.addAll(added(edits, APPEND));
        return (ListNode)
                Relocation.under(new ListNode(edits.at(), all), list.at().path());
    }

    /** One edit, or several in a list. */
    private static List<Node> each(MapNode edits, String operator) {
        Optional<Node> stated = edits.find(operator);
        return stated.isPresent() && stated.get() instanceof ListNode several
                ? several.elements()
                : stated.stream().toList();
    }

    private List<Node> added(MapNode edits, String operator) {
        Optional<Node> stated = edits.find(operator);
        if (stated.isPresent() && !(stated.get() instanceof ListNode)) {
            problems.addLost(Fields.type(stated.get(), "a list of what is added", "[...]"));
        }
        return stated.isPresent() && stated.get() instanceof ListNode list ? list.elements() : List.of();
    }

    private void change(ListNode list, List<Node> elements, Node edit, boolean merges) {
        Optional<Fields> stated = fields(edit, List.of("index", "where", "with"));
        Optional<Node> with = stated.flatMap(fields -> fields.require("with", merges ? "{key: value}" : "a value"));
        Optional<Integer> chosen = stated.flatMap(fields -> new Choice(list, problems).of(fields, edit));
        if (with.isEmpty() || chosen.isEmpty()) {
            return;
        }
        int index = chosen.get();
        Node value = Relocation.under(with.get(), list.pathTo(String.valueOf(index)));
        Node old =
                Merger.longForm(Relocation.under(elements.get(index), value.at().path()));
        if (merges && !(old instanceof MapNode && value instanceof MapNode)) {
            problems.add(Problem.of(ErrorCode.MERGE_OPERATOR, MERGE + " puts a map on an element that is a map")
                    .at(with.get().at())
                    .received(value.spelled() + " on " + old.spelled())
                    .fix(REPLACE + " for an element that is no map"));
        } else {
            elements.set(index, merges ? merger.merge(old, value) : value);
        }
    }

    private Optional<Fields> fields(Node node, List<String> known) {
        if (node instanceof MapNode map) {
            return Optional.of(new Fields(map, problems, known));
        }
        problems.addLost(Fields.type(node, "a map with " + String.join(" or ", known), CHOICE));
        return Optional.empty();
    }

    /** Refuses operators that are left when all files are merged: there was nothing that they could edit. */
    static void refuseLeft(Node node, Problems problems) {
        if (node instanceof ListNode list) {
            list.elements().forEach(element -> refuseLeft(element, problems));
        }
        if (node instanceof MapNode map) {
            map.entries().forEach((key, entry) -> refuseLeft(map, key, entry, problems));
        }
    }

    private static void refuseLeft(MapNode map, String key, MapNode.Entry entry, Problems problems) {
        if (!key.startsWith("$")) {
            refuseLeft(entry.value(), problems);
            return;
        }
        boolean known = ALL.contains(key);
        String what = key.equals(REMOVE) ? "a list or a map" : "a list";
        String rule = known ? key + " edits " + what + " that is inherited" : "this operator does not exist";
        Problem problem = Problem.of(ErrorCode.MERGE_OPERATOR, rule)
                .at(
                        map.at().path() == null
                                ? entry.keyAt()
                                : Relocation.moved(entry.keyAt(), map.at().path()))
                .received(known ? "nothing to edit at this key" : Spelling.line(key))
                .fix(
                        known
                                ? "the values themselves, without the operator"
                                : NearNames.suggest(Spelling.line(key), ALL));
        problems.addLost(problem);
    }
}
