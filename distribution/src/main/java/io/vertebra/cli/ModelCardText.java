package io.vertebra.cli;

import io.vertebra.api.options.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A model's card for people. */
final class ModelCardText {
    private static final String FIELD = "%-14s%s";
    private static final int INDENT = 14;

    private final List<String> lines = new ArrayList<>();

    private ModelCardText() {}

    static List<String> lines(ModelCard card) {
        ModelCardText text = new ModelCardText();
        text.field("model", card.name());
        text.field("title", card.title());
        text.field("task", card.task());
        text.field("recipe", card.recipe());
        text.field("parameters", Words.grouped(card.parameters()));
        text.field(
                "multiply-adds",
                Words.brief(card.multiplyAdds()) + " for one image of "
                        + card.input().largest());
        text.input(card.input());
        text.field("labels", card.labels() == 0 ? "none" : Integer.toString(card.labels()));
        text.weights(card.weights());
        card.parts().forEach(text::part);
        return text.lines;
    }

    private void input(ModelCard.Input input) {
        StringBuilder details = new StringBuilder();
        input.details()
                .forEach((key, value) -> details.append(key.equals("to") ? " " + value : " " + key + " " + value));
        field(
                "input",
                input.size() + ", " + Names.kebab(input.fit().name()) + details + ", "
                        + Names.kebab(input.kernel().name()) + ", " + input.channels());
        field("normalize", "mean " + numbers(input.mean()) + ", std " + numbers(input.std()));
    }

    private static String numbers(List<Float> values) {
        boolean equal = values.stream().distinct().count() == 1;
        return equal
                ? values.get(0).toString()
                : values.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private void weights(ModelCard.Weights weights) {
        field("weights", weights.name());
        field("  licence", weights.licence());
        field("  origin", weights.origin());
        field("  keys", weights.dialect());
        field("  metric", weights.metric());
    }

    private void part(ModelCard.Part part) {
        lines.add("");
        field(part.part(), part.type());
        field("  what", part.title());
        field("  paper", part.paper());
        field("  reference", part.reference());
        field("  licence", part.licence());
        part.deviations().forEach(deviation -> field("  differs", deviation));
        field(
                "  size",
                Words.grouped(part.parameters()) + " parameters, " + Words.brief(part.multiplyAdds())
                        + " multiply-adds");
        if (!part.levels().isEmpty()) {
            levels(part.levels());
        }
    }

    private void levels(List<ModelCard.Level> levels) {
        TextTable table = new TextTable(
                TextTable.Column.text("level"),
                TextTable.Column.number("channels"),
                TextTable.Column.number("stride"),
                TextTable.Column.number("size"));
        for (ModelCard.Level level : levels) {
            String size = level.size() == null ? level.kind() : level.size().toString();
            table.add(level.name(), Integer.toString(level.channels()), Integer.toString(level.stride()), size);
        }
        table.lines(Terminal.COLUMNS - INDENT).forEach(line -> lines.add("  " + line));
    }

    /** What is empty is left out; long texts go on below. */
    private void field(String name, String value) {
        String label = name;
        for (String line : value.isEmpty() ? List.<String>of() : wrap(value)) {
            lines.add(String.format(FIELD, label, line));
            label = "";
        }
    }

    private static List<String> wrap(String text) {
        List<String> wrapped = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > Terminal.COLUMNS - INDENT) {
                wrapped.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        wrapped.add(line.toString());
        return wrapped;
    }
}
