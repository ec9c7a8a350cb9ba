package io.vertebra.cli;

import io.vertebra.api.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The JSON document of a run, {@code vertebra-result/1}, given out piece by piece. */
final class ResultDocument {
    private static final String SCHEMA = "vertebra-result/1";

    private final Consumer<String> target;
    private final List<Map<String, @Nullable Object>> failures = new ArrayList<>();
    private String separator = "\n";

    ResultDocument(String model, Consumer<String> target) {
        this.target = target;
        target.accept("{\"schema\":" + Json.line(SCHEMA) + ",\"model\":" + Json.line(model) + ",\"results\":[");
    }

    void add(Finding finding) {
        target.accept(separator + Json.line(ResultEntry.of(finding)));
        separator = ",\n";
    }

    void add(String file, Problem problem) {
        failures.add(ResultEntry.of(file, problem));
    }

    void end() {
        target.accept("\n],\"errors\":" + Json.line(failures) + "}\n");
    }
}
