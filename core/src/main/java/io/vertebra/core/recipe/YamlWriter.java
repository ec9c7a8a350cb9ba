package io.vertebra.core.recipe;

import io.vertebra.api.error.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A tree as the YAML of a recipe: blocks, short lists of plain values on one line, on request with the place of each key. */
final class YamlWriter {
    private static final int LONGEST_LIST = 100;
    private static final int LONGEST_KEY = 500;
    private static final int COMMENT_COLUMN = 48;

    private final boolean origins;
    private final List<Line> lines = new ArrayList<>();

    private YamlWriter(boolean origins) {
        this.origins = origins;
    }

    private record Line(String text, Location origin) {}

    /**
     * The text, with a line end after the last line.
     *
     * @param origins whether each line ends in a comment that says where its key was stated
     */
    static String write(MapNode root, boolean origins) {
        YamlWriter writer = new YamlWriter(origins);
        if (root.entries().isEmpty()) {
            return "{}\n";
        }
        writer.map(root, "");
        return writer.text();
    }

    private void map(MapNode map, String indent) {
        for (Map.Entry<String, MapNode.Entry> entry : map.entries().entrySet()) {
            String key = YamlText.key(entry.getKey());
            Location at = entry.getValue().keyAt();
            if (key.length() > LONGEST_KEY) { // a longer one needs the explicit form
                lines.add(new Line(indent + "? " + key, at));
                key = "";
            }
            value(indent + key + ":", entry.getValue().value(), at, indent + "  ");
        }
    }

    private void value(String before, Node value, Location at, String indent) {
        Optional<String> line = oneLine(value);
        // The place of a scalar is where it is mended, a variable for instance; what the caller set stands in no file.
        Location origin = value instanceof ScalarNode || value.at().line() == 0 ? value.at() : at;
        lines.add(new Line(line.map(text -> before + " " + text).orElse(before), origin));
        if (line.isEmpty() && value instanceof MapNode map) {
            map(map, indent);
        } else if (line.isEmpty()) {
            ((ListNode) value).elements().forEach(element -> element(element, indent));
        }
    }

    private void element(Node element, String indent) {
        Optional<String> line = oneLine(element);
        if (line.isPresent()) {
            lines.add(new Line(indent + "- " + line.get(), element.at()));
            return;
        }
        int first = lines.size();
        if (element instanceof MapNode map) {
            map(map, indent + "  ");
        } else {
            ((ListNode) element).elements().forEach(inner -> element(inner, indent + "  "));
        }
        Line whole = lines.get(first); // the dash takes the place of two blanks
        lines.set(first, new Line(indent + "- " + whole.text().substring(indent.length() + 2), whole.origin()));
    }

    private static Optional<String> oneLine(Node node) {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(YamlText.value(scalar.value()));
        }
        if (node instanceof MapNode map) {
            return map.entries().isEmpty() ? Optional.of("{}") : Optional.empty();
        }
        List<Node> elements = ((ListNode) node).elements();
        if (!elements.stream().allMatch(ScalarNode.class::isInstance)) {
            return Optional.empty();
        }
        String line = elements.stream()
                .map(element -> YamlText.value(((ScalarNode) element).value()))
                .collect(Collectors.joining(", ", "[", "]"));
        return line.length() <= LONGEST_LIST ? Optional.of(line) : Optional.empty();
    }

    private String text() {
        int column = origins
                ? lines.stream()
                        .mapToInt(line -> line.text().length())
                        .filter(length -> length <= COMMENT_COLUMN)
                        .max()
                        .orElse(0)
                : 0;
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.text());
            if (origins) {
                text.append(" ".repeat(Math.max(0, column - line.text().length())))
                        .append("  # ")
                        .append(place(line.origin()));
            }
            text.append('\n');
        }
        return text.toString();
    }

    static String place(Location at) {
        return Spelling.line(at.line() == 0 ? at.file() : at.file() + ":" + at.line());
    }
}
