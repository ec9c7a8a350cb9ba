package io.vertebra.cli;

import io.vertebra.api.error.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of JSON for each image, {@code vertebra-line/1}: its result as in {@code vertebra-result/1}, or its error. */
final class LineSink implements ResultSink {
    private static final String SCHEMA = "vertebra-line/1";

    private final Terminal terminal;
    private final OutputFile file;
    private final String model;
    private final OutputFile.Lines lines;
    private int written;

    LineSink(Terminal terminal, OutputFile file, String model) {
        this.terminal = terminal;
        this.file = file;
        this.model = model;
        lines = file.lines();
    }

    @Override
    public void accept(Finding finding) {
        add(ResultEntry.of(finding));
    }

    @Override
    public void reject(String image, Problem problem) {
        Map<String, @Nullable Object> error = ResultEntry.of(image, problem);
        error.remove("file");
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("file", image);
        entry.put("error", error);
        add(entry);
    }

    private void add(Map<String, @Nullable Object> entry) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("schema", SCHEMA);
        line.put("model", model);
        line.putAll(entry);
        lines.add(Json.line(line));
        written++;
    }

    @Override
    public void finish() {
        lines.finish();
        terminal.err().println(Words.count(written, "line") + " written to " + file.path());
    }
}
