package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.model.Rewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ordered rules that rename the keys of a weights file. */
final class RewritesReader {
    private final Problems problems;

    RewritesReader(Problems problems) {
        this.problems = problems;
    }

    List<Rewrite> read(Node node) {
        List<Rewrite> rewrites = new ArrayList<>();
        if (!(node instanceof MapNode map)) {
            problems.add(
                    Fields.type(node, "a map from the beginnings of keys to what replaces them", "{\"model.\": \"\"}"));
            return rewrites;
        }
        map.entries().forEach((pattern, entry) -> {
            Node value = entry.value();
            Optional<String> replacement =
                    value instanceof ScalarNode scalar ? scalar.as(String.class) : Optional.empty();
            String fault = replacement
                    .map(text -> Rewrite.fault(pattern, text))
                    .orElse(replacement.isPresent() ? null : "a replacement is a text");
            if (fault == null) {
                rewrites.add(new Rewrite(pattern, replacement.orElseThrow()));
            } else {
                problems.add(Problem.of(
                                replacement.isPresent() ? ErrorCode.OUT_OF_RANGE : ErrorCode.WRONG_TYPE,
                                "a rewrite names the beginning of keys and what replaces it: " + fault)
                        .at(value.at())
                        .received(Spelling.line(pattern) + ": " + value.spelled())
                        .fix("\"model.\": \"\", or \"blocks.*.\": \"layers.*.\""));
            }
        });
        return rewrites;
    }
}
