package io.vertebra.cli;

import io.vertebra.api.error.Problem;
import io.vertebra.api.result.Result;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The JSON document of a run, {@code vertebra-result/1}, given out piece by piece. What a result holds stands under its kind: the
 * only component that it has besides its image, or an object of them.
 */
final class ResultDocument {
    private static final String SCHEMA = "vertebra-result/1";
    private static final String IMAGE = "image";

    private final Consumer<String> target;
    private final List<Failure> failures = new ArrayList<>();
    private String separator = "\n";

    /** What the document says of a problem. */
    private record Failure(
            String file,
            String code,
            String message,
            @Nullable String received,
            @Nullable String fix) {}

    ResultDocument(String model, Consumer<String> target) {
        this.target = target;
        target.accept("{\"schema\":" + Json.line(SCHEMA) + ",\"model\":" + Json.line(model) + ",\"results\":[");
    }

    void add(Finding finding) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        Result result = finding.result();
        entry.put("file", finding.file());
        entry.put("width", result.image().width());
        entry.put("height", result.image().height());
        entry.put("task", finding.task());
        entry.put(result.kind(), content(result));
        target.accept(separator + Json.line(entry));
        separator = ",\n";
    }

    void add(String file, Problem problem) {
        failures.add(new Failure(file, problem.code().id(), problem.message(), problem.received(), problem.fix()));
    }

    void end() {
        target.accept("\n],\"errors\":" + Json.line(failures) + "}\n");
    }

    private static @Nullable Object content(Result result) {
        if (!(result instanceof Record fields)) {
            throw Json.notPlain("is no record", result.getClass(), null);
        }
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        for (RecordComponent component : result.getClass().getRecordComponents()) {
            if (!component.getName().equals(IMAGE)) {
                content.put(component.getName(), Json.valueOf(component, fields));
            }
        }
        return content.size() == 1 ? content.values().iterator().next() : content;
    }
}
