package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.core.catalog.NearNames;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The keys of one map of a recipe. Whatever is wrong with a value becomes a problem, and the value then counts as absent. */
final class Fields {
    private final MapNode map;
    private final Problems problems;

    /** Refuses all other keys at once. */
    Fields(MapNode map, Problems problems, List<String> known) {
        this.map = map;
        this.problems = problems;
        map.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                problems.add(unknown(key, entry.keyAt(), "this key does not exist here", known));
            }
        });
    }

    static Problem unknown(String key, Location at, String rule, List<String> known) {
        return Problem.of(ErrorCode.UNKNOWN_KEY, rule)
                .at(at)
                .received(Spelling.line(key))
                .fix(NearNames.suggest(Spelling.line(key), known));
    }

    /**
     * A value of another type than the key takes.
     *
     * @param example a value that would work
     */
    static Problem type(Node node, String takes, String example) {
        return refused(ErrorCode.WRONG_TYPE, node, takes).fix(isElement(node) ? example : key(node) + ": " + example);
    }

    /**
     * A value outside the range or the set.
     *
     * @param fix in words, or the nearest value
     */
    static Problem outside(Node node, String takes, String fix) {
        return refused(ErrorCode.OUT_OF_RANGE, node, takes).fix(fix);
    }

    private static Problem refused(ErrorCode code, Node node, String takes) {
        String subject = isElement(node) ? "this element" : key(node);
        return Problem.of(code, subject + " takes " + takes).at(node.at()).received(node.spelled());
    }

    private static boolean isElement(Node node) {
        return key(node).matches("[0-9]+");
    }

    private static String key(Node node) {
        String path = String.valueOf(node.at().path());
        return path.substring(path.lastIndexOf('.') + 1);
    }

    Optional<Node> find(String key) {
        return map.find(key);
    }

    /** The value; its absence is a problem. */
    Optional<Node> require(String key, String example) {
        Optional<Node> value = map.find(key);
        if (value.isEmpty()) {
            Location at = map.at();
            problems.add(Problem.of(ErrorCode.MISSING_KEY, key + " must be stated")
                    .at(new Location(at.file(), at.line(), at.column(), map.pathTo(key)))
                    .received(map.spelled())
                    .fix(key + ": " + example));
        }
        return value;
    }

    /** A text, empty when it is absent or wrong. */
    Optional<String> text(String key, String example) {
        return find(key).flatMap(node -> text(node, example));
    }

    /** The text of a node that takes one. */
    Optional<String> text(Node node, String example) {
        Optional<String> text = node instanceof ScalarNode scalar ? scalar.as(String.class) : Optional.empty();
        if (text.isEmpty()) {
            boolean quotable = node instanceof ScalarNode scalar && scalar.value() != null;
            problems.add(type(node, "a text", quotable ? '"' + node.spelled() + '"' : example));
        }
        return text;
    }

    /** A whole number from {@code least} to {@code most}. */
    Optional<Long> whole(Node node, long least, long most, String example) {
        boolean any = least == Long.MIN_VALUE && most == Long.MAX_VALUE;
        String takes = any ? "a whole number" : "a whole number from " + least + " to " + most;
        Optional<Long> number = node instanceof ScalarNode scalar ? scalar.as(Long.class) : Optional.empty();
        if (number.isEmpty()) {
            problems.add(type(node, takes, example));
        } else if (number.get() < least || number.get() > most) {
            problems.add(outside(node, takes, String.valueOf(number.get() < least ? least : most)));
            return Optional.empty();
        }
        return number;
    }

    /** One of the constants, in kebab-case. */
    <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        List<String> names = constants.stream().map(Spelling::choice).toList();
        return find(key).flatMap(node -> choice(node, names)).map(name -> constants.get(names.indexOf(name)));
    }

    /** One of the names. */
    Optional<String> choice(Node node, List<String> names) {
        Optional<String> text = text(node, names.get(0));
        if (text.isPresent() && !names.contains(text.get())) {
            String takes = "one of " + names.stream().collect(Collectors.joining(", "));
            problems.add(outside(node, takes, NearNames.suggest(Spelling.line(text.get()), names)));
            return Optional.empty();
        }
        return text;
    }
}
