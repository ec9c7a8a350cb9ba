package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Text to positioned nodes. Only the parser of SnakeYAML is used, because its composer no longer knows which tags were written
 * and where an alias stands. Nothing is constructed but maps, lists and plain values.
 */
final class YamlReader {
    private final String file;
    private final String text;
    private final Problems problems;
    private final Parser parser;
    private final Aliases aliases = new Aliases();
    private Location last;

    YamlReader(RecipeSource source, Problems problems) {
        this.file = source.file();
        this.text = source.text();
        this.problems = problems;
        this.last = Location.of(file);
        this.parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
    }

    /** The only document, empty when there is none that could be read; the problems say why. */
    Optional<Node> read() {
        if (text.getBytes(StandardCharsets.UTF_8).length > RecipeSource.LARGEST) {
            problems.add(RecipeSource.tooLarge(file));
            return Optional.empty();
        }
        try {
            checkCharacters();
            return document();
        } catch (YAMLException e) {
            problems.add(SyntaxErrors.problem(e, file, text));
        } catch (LoadException e) { // a limit or an alias that leads nowhere: what follows cannot be judged
            problems.addAll(e);
        }
        return Optional.empty();
    }

    /** The place after the last character. */
    static Location end(String file, CharSequence text) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i++) {
            boolean lineEnd = text.charAt(i) == '\n';
            line += lineEnd ? 1 : 0;
            column = lineEnd ? 1 : column + (Character.isLowSurrogate(text.charAt(i)) ? 0 : 1);
        }
        return new Location(file, line, column, null);
    }

    private void checkCharacters() {
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int point = text.codePointAt(i);
            if (!StreamReader.isPrintable(point)) {
                throw new LoadException(Problem.of(ErrorCode.RECIPE_SYNTAX, "YAML has no control characters")
                        .at(end(file, text.substring(0, i)))
                        .received(String.format(Locale.ROOT, "character U+%04X", point))
                        .fix("the text without it, or an escape in double quotes"));
            }
        }
    }

    private Optional<Node> document() {
        next(); // stream start
        Event first = next();
        if (first.is(Event.ID.StreamEnd)) {
            problems.add(Problem.of(ErrorCode.RECIPE_SYNTAX, "the file is empty")
                    .at(Location.of(file))
                    .received("no content")
                    .fix("at least recipe: 1, name, task and backbone"));
            return Optional.empty();
        }
        Node root = node(next(), null, 1);
        next(); // document end
        Event end = next();
        if (!end.is(Event.ID.StreamEnd)) {
            problems.add(Problem.of(ErrorCode.RECIPE_SYNTAX, "a recipe is one YAML document")
                    .at(place(end.getStartMark(), null))
                    .received("a second document")
                    .fix("one file for each recipe, without --- between them"));
            return Optional.empty();
        }
        return Optional.of(root);
    }

    private Node node(Event event, @Nullable String path, int depth) {
        Location at = place(event.getStartMark(), path);
        if (event instanceof AliasEvent alias) {
            return aliases.copy(alias.getAnchor(), at, depth);
        }
        aliases.count(at, depth);
        String anchor = ((NodeEvent) event).getAnchor();
        aliases.open(anchor);
        Node node;
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag(), at);
            node = scalar(scalar, at);
        } else {
            refuseTag(((CollectionStartEvent) event).getTag(), at);
            node = event instanceof MappingStartEvent ? map(at, depth) : list(at, depth);
        }
        aliases.close(anchor, node);
        return node;
    }

    private ScalarNode scalar(ScalarEvent event, Location at) {
        String value = event.getValue();
        if (value.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            problems.add(Problem.of(ErrorCode.RECIPE_SYNTAX, "a text has no half characters")
                    .at(at)
                    .received(Spelling.line(value))
                    .fix("both halves, or the character itself"));
        }
        if (!event.isPlain() || Tag.STR.getValue().equals(event.getTag())) {
            return new ScalarNode(at, value, '"' + value + '"');
        }
        try {
            return new ScalarNode(at, CoreSchema.resolve(value), value);
        } catch (NumberFormatException e) { // the schema saw a whole number: it has more than 64 bits
            long nearest = value.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
            problems.add(Problem.of(ErrorCode.OUT_OF_RANGE, "whole numbers have at most 64 bits")
                    .at(at)
                    .received(Spelling.line(value))
                    .fix(String.valueOf(nearest)));
            return new ScalarNode(at, nearest, value);
        }
    }

    private ListNode list(Location at, int depth) {
        List<Node> elements = new ArrayList<>();
        ListNode parent = new ListNode(at, List.of());
        for (Event event = next(); !event.is(Event.ID.SequenceEnd); event = next()) {
            elements.add(node(event, parent.pathTo(String.valueOf(elements.size())), depth + 1));
        }
        return new ListNode(at, elements);
    }

    private MapNode map(Location at, int depth) {
        Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
        MapNode parent = MapNode.empty(at);
        for (Event event = next(); !event.is(Event.ID.MappingEnd); event = next()) {
            Optional<ScalarNode> key = key(event, at.path(), depth);
            String name = key.map(node -> keyName(node)).orElse("");
            Location keyAt = place(event.getStartMark(), parent.pathTo(name));
            Node value = node(next(), keyAt.path(), depth + 1);
            MapNode.Entry first = entries.get(name);
            if (first != null && key.isPresent()) {
                problems.add(
                        Problem.of(ErrorCode.DUPLICATE_KEY, "a key stands once, this one is also at " + first.keyAt())
                                .at(keyAt)
                                .received(Spelling.line(name))
                                .fix("one of the two"));
            } else if (key.isPresent()) {
                entries.put(name, new MapNode.Entry(keyAt, value));
            }
        }
        return new MapNode(at, entries);
    }

    /** Empty, with a problem, for what cannot be a key. */
    private Optional<ScalarNode> key(Event event, @Nullable String path, int depth) {
        Node key = node(event, path, depth + 1);
        boolean merge = key instanceof ScalarNode scalar && scalar.text().equals("<<");
        if (key instanceof ScalarNode scalar && scalar.value() != null && !merge) {
            return Optional.of(scalar);
        }
        problems.add(
                Problem.of(ErrorCode.RECIPE_SYNTAX, merge ? "merge keys are not part of YAML 1.2" : "a key is a text")
                        .at(key.at())
                        .received(key.spelled())
                        .fix(merge ? "the keys themselves, or an alias for the whole map" : "a word before the colon"));
        return Optional.empty();
    }

    private static String keyName(ScalarNode key) {
        return key.value() instanceof String name ? name : key.text();
    }

    private void refuseTag(@Nullable String tag, Location at) {
        if (tag != null) {
            boolean text = Tag.STR.getValue().equals(tag);
            problems.add(Problem.of(ErrorCode.RECIPE_SYNTAX, "a recipe has no tags, its keys say what type a value has")
                    .at(at)
                    .received(Spelling.line(tag))
                    .fix(text ? "the value in quotes" : "the value without the tag"));
        }
    }

    private Location place(Mark mark, @Nullable String path) {
        return new Location(file, mark.getLine() + 1, mark.getColumn() + 1, path);
    }

    private Event next() {
        try {
            Event event = parser.getEvent();
            last = place(event.getStartMark(), null);
            return event;
        } catch (YAMLException e) {
            throw e;
        } catch (RuntimeException e) { // the parser has holes: "\\UFFFFFFFF" gives a NumberFormatException
            Problem problem = Problem.of(ErrorCode.RECIPE_SYNTAX, "a recipe is well-formed YAML")
                    .at(last)
                    .received("soon after this place: " + Spelling.line(e.toString()))
                    .fix("a value that a YAML editor accepts");
            throw new LoadException(List.of(problem), e);
        }
    }
}
