package io.vertebra.cli;

import io.vertebra.api.error.Problem;
import io.vertebra.api.result.PerPixel;
import io.vertebra.api.result.Result;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What JSON says of one image. What a result holds stands under its kind: the only component that it has besides its image, or an
 * object of them. Values of single pixels are left out; where a mask is written, {@code mask} says where.
 */
final class ResultEntry {
    private static final String IMAGE = "image";

    private ResultEntry() {}

    static Map<String, @Nullable Object> of(Finding finding) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        Result result = finding.result();
        entry.put("file", finding.file());
        entry.put("width", result.image().width());
        entry.put("height", result.image().height());
        entry.put("task", finding.task());
        if (finding.mask() != null) {
            entry.put("mask", finding.mask());
        }
        entry.put(result.kind(), content(result));
        return entry;
    }

    static Map<String, @Nullable Object> of(String file, Problem problem) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("file", file);
        entry.put("code", problem.code().id());
        entry.put("message", problem.message());
        entry.put("received", problem.received());
        entry.put("fix", problem.fix());
        return entry;
    }

    private static @Nullable Object content(Result result) {
        if (!(result instanceof Record fields)) {
            throw Json.notPlain("is no record", result.getClass(), null);
        }
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        boolean whole = true;
        for (RecordComponent component : result.getClass().getRecordComponents()) {
            if (component.isAnnotationPresent(PerPixel.class)) {
                whole = false;
            } else if (!component.getName().equals(IMAGE)) {
                content.put(component.getName(), Json.valueOf(component, fields));
            }
        }
        return whole && content.size() == 1 ? content.values().iterator().next() : content;
    }
}
