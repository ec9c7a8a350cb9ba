package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.ClassifierChoice;
import io.vertebra.api.model.Labels;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds the head together with the labels, because each can say how many classes there are. */
final class HeadBinder {
    /** The options that say how many names the labels have, as heads call them. */
    static final List<String> COUNTS = List.of("classes", "joints");

    private static final String HEAD = "head";

    private final PartBinder parts;
    private final Problems problems;

    HeadBinder(PartBinder parts, Problems problems) {
        this.parts = parts;
        this.problems = problems;
    }

    /**
     * A head and the names of what it predicts.
     *
     * @param head bound
     * @param labels as many as the head can tell apart
     */
    record Bound(Placed<HeadPart<?>> head, Labels labels) {}

    /**
     * Binds it.
     *
     * @param stated the recipe's {@code head}; without one, or without its type, the backbone's published classifier
     * @param backbone empty when it is wrong
     * @param labels of the recipe or its weights
     */
    Optional<Bound> bind(
            Optional<Node> stated, Optional<Placed<BackbonePart<?>>> backbone, Optional<LabelsReader.Stated> labels) {
        boolean typed = stated.isPresent()
                && !(stated.get() instanceof MapNode map
                        && map.find(PartNode.TYPE).isEmpty());
        Optional<PartNode> part = typed
                ? parts.headNode(stated.get())
                : backbone.flatMap(published -> published(published, stated.map(MapNode.class::cast)));
        Optional<Count> count = stated.filter(MapNode.class::isInstance).flatMap(node -> count((MapNode) node));
        return part.flatMap(node -> bind(node, count, labels));
    }

    /** The count that the recipe states, and the key that states it. */
    private record Count(String key, Location at) {}

    private static Optional<Count> count(MapNode head) {
        return COUNTS.stream()
                .flatMap(key -> head.find(key).map(node -> new Count(key, node.at())).stream())
                .findFirst();
    }

    private Optional<PartNode> published(Placed<BackbonePart<?>> backbone, Optional<MapNode> stated) {
        Location at = JavaNodes.within(backbone.at(), HEAD);
        Optional<ClassifierChoice> choice = problems.call(
                backbone.at(),
                backbone.who(),
                "classifier()",
                () -> backbone.part().classifier());
        if (choice.isEmpty()) {
            return Optional.empty();
        }
        MapNode options = MapNode.empty(stated.map(MapNode::at).orElse(at));
        for (Map.Entry<String, Object> option : choice.get().options().entrySet()) {
            Location place = JavaNodes.within(at, HEAD + "." + option.getKey());
            Optional<Node> value = new JavaNodes(problems).node(option.getValue(), place);
            if (value.isPresent()) {
                options = options.with(option.getKey(), new MapNode.Entry(place, value.get()));
            }
        }
        for (Map.Entry<String, MapNode.Entry> entry :
                stated.orElse(MapNode.empty(at)).entries().entrySet()) {
            options = options.with(entry.getKey(), entry.getValue());
        }
        return Optional.of(new PartNode(choice.get().head(), options.at(), at, options));
    }

    private Optional<Bound> bind(PartNode part, Optional<Count> count, Optional<LabelsReader.Stated> labels) {
        return parts.headEntry(part).flatMap(entry -> {
            String who = PartBinder.who(HEAD, entry);
            Optional<Card.Background> background = problems.call(
                    part.typeAt(), who, "card()", () -> entry.component().card().background());
            Optional<ScalarNode> fromLabels = count.isPresent()
                    ? Optional.empty()
                    : labels.flatMap(stated -> background.map(where -> number(stated, where)));
            return background.flatMap(where -> parts.head(part, entry, entry.component(), fromLabels)
                    .flatMap(head -> withLabels(head, where, count, labels)));
        });
    }

    private static ScalarNode number(LabelsReader.Stated labels, Card.Background background) {
        long classes = labels.classes(background);
        return new ScalarNode(labels.at(), classes, String.valueOf(classes));
    }

    private Optional<Bound> withLabels(
            Placed<HeadPart<?>> head,
            Card.Background background,
            Optional<Count> count,
            Optional<LabelsReader.Stated> stated) {
        Optional<Integer> classes = problems.call(
                head.at(), head.who(), "classes()", () -> head.part().classes());
        if (classes.isPresent() && stated.isPresent() && classes.get() > 0) {
            int named = stated.get().classes(background);
            if (named != classes.get()) {
                Location at = count.map(Count::at).orElse(stated.get().at());
                String key = count.map(Count::key).orElse(COUNTS.get(0));
                problems.add(mismatch(stated.get(), key, classes.get(), named).at(at));
            }
        }
        return classes.map(number -> new Bound(
                head, stated.map(LabelsReader.Stated::labels).orElse(LabelsReader.generated(number, background))));
    }

    private static Problem mismatch(LabelsReader.Stated labels, String key, int classes, int named) {
        int names = labels.labels().names().size();
        String extra = named > names ? ", with the background " + named + " classes" : "";
        return Problem.of(ErrorCode.LABELS_MISMATCH, "labels name each class of the head")
                .received(classes + " " + key + ", and " + labels.source() + " has " + names + " names" + extra)
                .fix(key + ": " + named + ", or labels with " + (named > names ? classes - 1 : classes) + " names");
    }
}
