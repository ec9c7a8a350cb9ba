package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.Labels;
import io.vertebra.core.catalog.NearNames;
import io.vertebra.core.catalog.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The names of the classes: from the recipe, else from its weights, else generated. */
final class LabelsReader {
    private static final String EXAMPLE = "[cat, dog]";

    private final Registry<Labels> known;
    private final Problems problems;

    LabelsReader(Registry<Labels> known, Problems problems) {
        this.known = known;
        this.problems = problems;
    }

    /**
     * Labels that somebody stated.
     *
     * @param at where
     * @param source for messages, such as {@code labels coco-91}
     */
    record Stated(Labels labels, Location at, String source) {
        /** The number of classes of a head that keeps its background there. */
        int classes(Card.Background background) {
            int names = labels.names().size();
            boolean extra =
                    background != Card.Background.NONE && !labels.names().contains(Labels.BACKGROUND);
            return extra ? names + 1 : names;
        }
    }

    /** The labels of the recipe. */
    Optional<Stated> read(Node node) {
        if (node instanceof ScalarNode scalar && scalar.value() instanceof String name) {
            return named(name, node.at(), "no plugin provides this label list");
        }
        if (!(node instanceof ListNode list)) {
            String example = known.names().stream().findFirst().orElse(EXAMPLE);
            problems.add(Fields.type(node, "the name of a label list, or a list of names", example));
            return Optional.empty();
        }
        if (list.elements().isEmpty()) {
            problems.add(Fields.outside(node, "at least one name", EXAMPLE));
            return Optional.empty();
        }
        return names(list).map(names -> new Stated(new Labels(names), node.at(), "the list"));
    }

    /** A list by its name. */
    Optional<Stated> named(String name, Location at, String rule) {
        Optional<Labels> labels = known.find(name);
        if (labels.isEmpty()) {
            problems.add(Problem.of(ErrorCode.UNKNOWN_COMPONENT, rule)
                    .at(at)
                    .received(Spelling.line(name))
                    .fix(NearNames.suggest(Spelling.line(name), known.names())));
        }
        return labels.map(found -> new Stated(found, at, "labels " + name));
    }

    private Optional<List<String>> names(ListNode list) {
        Fields fields = new Fields(MapNode.empty(list.at()), problems, List.of());
        List<String> names = new ArrayList<>();
        list.elements().forEach(element -> fields.text(element, "cat").ifPresent(names::add));
        return names.size() == list.elements().size() ? Optional.of(names) : Optional.empty();
    }

    /** One name for each class that a result can carry. */
    static Labels generated(int classes, Card.Background background) {
        int names = background == Card.Background.NONE ? classes : Math.max(0, classes - 1);
        return new Labels(IntStream.range(0, names).mapToObj(i -> "class " + i).toList());
    }
}
