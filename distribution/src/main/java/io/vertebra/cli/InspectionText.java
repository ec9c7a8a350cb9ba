package io.vertebra.cli;

import io.vertebra.core.checkpoint.Inspection;
import java.util.ArrayList;
import java.util.List;

/** A weights file for people: the tensors, then what they are together, because the end is what stays on the screen. */
final class InspectionText {
    private static final String FIELD = "%-12s%s";
    private static final int MOST_MODELS = 5;

    private InspectionText() {}

    static List<String> lines(Inspection inspection) {
        InspectionDocument document = InspectionDocument.of(inspection);
        List<String> lines = new ArrayList<>();
        if (!document.tensors().isEmpty()) {
            lines.addAll(tensors(document));
            lines.add("");
        }
        lines.add(field("file", document.file()));
        lines.add(field("format", document.format()));
        lines.add(field("sha256", document.sha256()));
        if (!document.parameters().isEmpty()) {
            lines.add(field("parameters", "under " + document.parameters()));
        }
        lines.add(field("tensors", Words.grouped(document.tensors().size())));
        lines.add(field("values", Words.grouped(document.values())));
        document.metadata()
                .forEach((name, text) -> lines.add(field("metadata", TextTable.printable(name + ": " + text))));
        lines.add("");
        lines.addAll(models(document));
        return lines;
    }

    private static String field(String name, String value) {
        return String.format(FIELD, name, value);
    }

    private static List<String> tensors(InspectionDocument document) {
        TextTable table = new TextTable(
                TextTable.Column.path("tensor"), TextTable.Column.whole("shape"), TextTable.Column.whole("type"));
        for (InspectionDocument.Tensor tensor : document.tensors()) {
            table.add(tensor.key(), tensor.shape().toString(), tensor.type());
        }
        return table.lines(Terminal.COLUMNS);
    }

    private static List<String> models(InspectionDocument document) {
        if (document.models().isEmpty()) {
            return List.of("fits no model that is installed");
        }
        TextTable table = new TextTable(
                TextTable.Column.whole("fits"),
                TextTable.Column.whole("dialect"),
                TextTable.Column.number("filled"),
                TextTable.Column.number("missing"),
                TextTable.Column.number("surplus"),
                TextTable.Column.number("shape"));
        document.models().stream()
                .limit(MOST_MODELS)
                .forEach(model -> table.add(
                        model.name(),
                        model.dialect(),
                        (model.used() + model.constants()) + "/" + model.parameters(),
                        Integer.toString(model.missing()),
                        Integer.toString(model.unexpected()),
                        Integer.toString(model.otherShape())));
        List<String> lines = new ArrayList<>(table.lines(Terminal.COLUMNS));
        if (!document.models().get(0).complete()) {
            lines.add("no model loads from it as it is");
        }
        return lines;
    }
}
