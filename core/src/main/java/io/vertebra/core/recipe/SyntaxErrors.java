package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Turns what SnakeYAML's parser says into a problem with a place and a way out. */
final class SyntaxErrors {
    /** What the parser's text holds, and what helps. */
    private static final List<Map.Entry<String, String>> HELP = List.of(
            Map.entry("TAB", "spaces instead of tabs"),
            Map.entry("cannot start any token", "quotes around the text that starts here"),
            Map.entry(
                    "mapping values are not allowed",
                    "quotes around a text that holds a colon and a space, or a new line for the key"),
            Map.entry("unknown escape", "single quotes, in which a backslash is a backslash"),
            Map.entry("expected <block end>", "the same indentation for all keys of a map"));

    private SyntaxErrors() {}

    static Problem problem(YAMLException e, String file, String text) {
        Problem problem = Problem.of(ErrorCode.RECIPE_SYNTAX, "a recipe is well-formed YAML");
        if (!(e instanceof MarkedYAMLException marked) || marked.getProblemMark() == null) {
            return problem.at(Location.of(file))
                    .received(Spelling.line(String.valueOf(e.getMessage())))
                    .fix("a file that a YAML editor accepts");
        }
        Mark mark = marked.getProblemMark();
        String said = Spelling.line(String.valueOf(marked.getProblem()));
        boolean bareVariable =
                said.contains("but got {") && line(text, mark.getLine()).contains("${");
        return problem.at(new Location(file, mark.getLine() + 1, mark.getColumn() + 1, null))
                .received(said + " in: " + Spelling.line(line(text, mark.getLine())))
                .fix(bareVariable ? "quotes around ${...} between braces or brackets" : help(said, marked));
    }

    private static String help(String said, MarkedYAMLException e) {
        for (Map.Entry<String, String> entry : HELP) {
            if (said.contains(entry.getKey())) {
                return entry.getValue();
            }
        }
        Mark start = e.getContextMark();
        return start == null
                ? "quotes around the text"
                : "an end for what starts at line " + (start.getLine() + 1) + ", column " + (start.getColumn() + 1);
    }

    private static String line(String text, int index) {
        return text.lines().skip(index).findFirst().orElse("").strip();
    }
}
