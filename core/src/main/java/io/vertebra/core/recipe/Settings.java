package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values for a recipe as a command line gives them, {@code head.classes=3}: a dotted path and a value in YAML. */
public final class Settings {
    private static final String EXAMPLE = "head.classes=3";

    private Settings() {}

    /**
     * The values by path, for {@link RecipeReader#read(RecipeSource, Map)}. The value is read like one of a recipe: {@code 3}
     * is a number, {@code "3"} a text, {@code [c3, c4]} a list.
     *
     * @throws UsageException with all problems: no {@code =}, no path, a path twice, a value that is not YAML, no value
     */
    public static Map<String, Object> parse(List<String> assignments) {
        Problems problems = new Problems("--set");
        Map<String, Object> values = new LinkedHashMap<>();
        for (String assignment : assignments) {
            int split = assignment.indexOf('=');
            String path = assignment.substring(0, Math.max(split, 0)).strip();
            Location at = Location.of("--set " + Spelling.line(path.isEmpty() ? assignment : path));
            if (path.isEmpty()) {
                problems.add(Problem.of(ErrorCode.USAGE, "a value is set as PATH=VALUE")
                        .at(at)
                        .received(Spelling.line(assignment))
                        .fix(EXAMPLE));
            } else if (values.containsKey(path)) {
                problems.add(Problem.of(ErrorCode.DUPLICATE_KEY, "a path is set once")
                        .at(at)
                        .received(Spelling.line(path) + " twice")
                        .fix("one of the two"));
            } else {
                value(assignment.substring(split + 1), at, problems).ifPresent(value -> values.put(path, value));
            }
        }
        try {
            problems.throwIfAny();
        } catch (LoadException e) { // nothing was loaded: the call is wrong
            throw new UsageException(e.problems(), e.getCause());
        }
        return values;
    }

    private static Optional<Object> value(String text, Location at, Problems problems) {
        Optional<Node> node = text.isBlank()
                ? Optional.of(new ScalarNode(at, null, ""))
                : new YamlReader(new RecipeSource(at.file(), text, null), problems).read();
        Optional<Object> plain = node.flatMap(value -> Optional.ofNullable(PlainValues.of(value)));
        if (node.isPresent() && (plain.isEmpty() || holdsNull(plain.get()))) {
            problems.add(Problem.of(ErrorCode.WRONG_TYPE, "a value is a text, a number, true, false, a list or a map")
                    .at(at)
                    .received(text.isBlank() ? "nothing" : Spelling.line(text))
                    .fix("a value, \"\" for an empty text"));
            return Optional.empty();
        }
        return plain;
    }

    private static boolean holdsNull(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(one -> one == null || holdsNull(one));
        }
        return value instanceof List<?> list && list.stream().anyMatch(one -> one == null || holdsNull(one));
    }
}
