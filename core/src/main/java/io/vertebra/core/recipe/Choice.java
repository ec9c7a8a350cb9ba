package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Chooses one element of an inherited list: {@code index: 0}, or {@code where} with what it holds or is. */
final class Choice {
    private static final String INDEX = "index";
    private static final String WHERE = "where";

    private final ListNode list;
    private final Problems problems;

    Choice(ListNode list, Problems problems) {
        this.list = list;
        this.problems = problems;
    }

    /** The index, empty with a problem when the choice does not name exactly one element. */
    Optional<Integer> of(Fields fields, Node stated) {
        Optional<Node> index = fields.find(INDEX);
        Optional<Node> where = fields.find(WHERE);
        if (index.isPresent() == where.isPresent()) {
            problems.add(Problem.of(ErrorCode.MERGE_OPERATOR, "an element is chosen by index or by where")
                    .at(stated.at())
                    .received(stated.spelled())
                    .fix("{index: 0}, or {where: {type: fpn}}"));
            return Optional.empty();
        }
        if (list.elements().isEmpty()) {
            problems.add(none(stated, "the inherited list is empty"));
            return Optional.empty();
        }
        return index.isPresent()
                ? fields.whole(index.get(), 0, list.elements().size() - 1L, "0").map(Long::intValue)
                : where.flatMap(this::only);
    }

    private Optional<Integer> only(Node where) {
        List<Integer> fitting = IntStream.range(0, list.elements().size())
                .filter(i -> fits(list.elements().get(i), where))
                .boxed()
                .toList();
        if (fitting.isEmpty()) {
            problems.add(none(where, where.spelled()));
        } else if (fitting.size() > 1) {
            problems.add(Problem.of(ErrorCode.MERGE_OPERATOR, "where fits one element of the inherited list")
                    .at(where.at())
                    .received(where.spelled() + ", which fits " + fitting.size())
                    .fix(fitting.stream().map(i -> "index: " + i).collect(Collectors.joining(" or "))));
        }
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    private Problem none(Node at, String received) {
        return Problem.of(ErrorCode.MERGE_OPERATOR, "an element that is chosen is in the inherited list")
                .at(at.at())
                .received(received)
                .fix(list.elements().isEmpty() ? "$append" : "an element of " + list.spelled());
    }

    private static boolean fits(Node element, Node where) {
        Node whole = Merger.longForm(element);
        if (where instanceof MapNode wanted && whole instanceof MapNode map) {
            return wanted.entries().entrySet().stream()
                    .allMatch(entry -> map.find(entry.getKey())
                            .filter(value -> equal(value, entry.getValue().value()))
                            .isPresent());
        }
        return equal(element, where);
    }

    private static boolean equal(Node one, Node other) {
        return Objects.equals(PlainValues.of(one), PlainValues.of(other));
    }
}
