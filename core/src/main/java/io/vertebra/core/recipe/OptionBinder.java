package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.options.Option;
import io.vertebra.api.options.OptionException;
import io.vertebra.api.options.OptionsSchema;
import io.vertebra.core.catalog.NearNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Binds the options of one part onto its record.
 *
 * @param <O> the record
 */
final class OptionBinder<O extends Record> {
    private final OptionsSchema<O> schema;
    private final O base;
    private final String who;
    private final Problems problems;

    OptionBinder(OptionsSchema<O> schema, O base, String who, Problems problems) {
        this.schema = schema;
        this.base = base;
        this.who = who;
        this.problems = problems;
    }

    boolean has(String key) {
        return schema.find(key).isPresent();
    }

    /** The options, empty when one of them is wrong. */
    Optional<O> bind(PartNode part) {
        int before = problems.count();
        Map<String, Object> replaced = new LinkedHashMap<>();
        Map<String, Location> places = new LinkedHashMap<>();
        boolean valued = true;
        for (Map.Entry<String, MapNode.Entry> stated : part.options().entries().entrySet()) {
            String key = stated.getKey();
            Node node = stated.getValue().value();
            Optional<Option> option = key.equals(PartNode.TYPE)
                    ? Optional.empty()
                    : option(part, key, stated.getValue().keyAt());
            Optional<Object> value = option.flatMap(known -> value(known, node));
            value.ifPresent(one -> {
                replaced.put(key, one);
                places.put(key, node.at());
            });
            valued &= option.isEmpty() || value.isPresent();
        }
        // Beside a wrong value the others need not go together; beside an unknown key they do.
        Optional<O> bound = valued ? together(culprit(part.at(), places, replaced), replaced) : Optional.empty();
        return problems.count() > before ? Optional.empty() : bound;
    }

    /**
     * Where to point when the options do not go together: at the option without which they would, if there is one; of several at
     * the one that comes from another file than the part.
     */
    private Location culprit(Location part, Map<String, Location> places, Map<String, Object> replaced) {
        if (accepts(replaced)) {
            return part;
        }
        List<Location> single = places.keySet().stream()
                .filter(key -> {
                    Map<String, Object> others = new LinkedHashMap<>(replaced);
                    others.remove(key);
                    return accepts(others);
                })
                .map(places::get)
                .toList();
        return single.size() == 1
                ? single.get(0)
                : single.stream()
                        .filter(place -> !place.file().equals(part.file()))
                        .findFirst()
                        .orElse(part);
    }

    private boolean accepts(Map<String, Object> replaced) {
        try {
            schema.with(base, replaced);
            return true;
        } catch (OptionException | IllegalStateException e) {
            return false; // told with its reason by whoever binds the options
        }
    }

    private Optional<Option> option(PartNode part, String key, Location keyAt) {
        Optional<Option> option = schema.find(key);
        if (option.isEmpty()) {
            List<String> keys = schema.options().stream().map(Option::key).toList();
            Problem problem = Fields.unknown(key, keyAt, part.type() + " has no such option", keys);
            problems.add(keys.isEmpty() ? problem.fix("no options: it takes none") : problem);
        }
        return option;
    }

    private Optional<Object> value(Option option, Node node) {
        if (!option.list()) {
            return convert(option, node, false);
        }
        if (!(node instanceof ListNode list)) {
            problems.add(type(option, node));
            return Optional.empty();
        }
        List<Object> values = new ArrayList<>();
        for (Node element : list.elements()) { // one by one, so that each wrong element has its place
            convert(option, element, true).ifPresent(one -> values.addAll((List<?>) one));
        }
        return values.size() == list.elements().size() ? Optional.of(values) : Optional.empty();
    }

    private Optional<Object> convert(Option option, Node node, boolean element) {
        Object raw = node instanceof ScalarNode scalar ? scalar.value() : null;
        if (raw == null) {
            problems.add(type(option, node));
            return Optional.empty();
        }
        try {
            return Optional.of(option.convert(element ? List.of(raw) : raw));
        } catch (OptionException e) {
            for (Problem problem : e.problems()) {
                problems.add(placed(problem, option, node, element));
            }
            return Optional.empty();
        }
    }

    private Problem placed(Problem problem, Option option, Node node, boolean element) {
        Problem placed = problem.at(node.at()).received(node.spelled());
        boolean noNumber =
                node instanceof ScalarNode scalar && Double.valueOf(Double.NaN).equals(scalar.value());
        if (problem.code() == ErrorCode.WRONG_TYPE || noNumber) {
            return placed.fix(example(option));
        }
        if (problem.fix() == null) {
            return placed.fix(NearNames.suggest(node.spelled(), option.choices()));
        }
        return element ? placed : placed.fix(option.key() + ": " + problem.fix());
    }

    private Problem type(Option option, Node node) {
        return Problem.of(ErrorCode.WRONG_TYPE, option.key() + " takes " + option.describe())
                .at(node.at())
                .received(node.spelled())
                .fix(example(option));
    }

    /** The default is known to be valid. */
    private String example(Option option) {
        Object value = schema.values(base).get(schema.options().indexOf(option));
        return value == null ? option.describe() : option.key() + ": " + Spelling.value(value);
    }

    private Optional<O> together(Location at, Map<String, Object> replaced) {
        return replaced.isEmpty()
                ? Optional.of(base)
                : problems.call(at, who, "the constructor of its options", () -> create(replaced));
    }

    private O create(Map<String, Object> replaced) {
        try {
            return schema.with(base, replaced);
        } catch (OptionException e) {
            String stated = replaced.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + Spelling.value(entry.getValue()))
                    .collect(Collectors.joining(", "));
            String defaults = schema.options().stream()
                    .filter(option -> replaced.containsKey(option.key()))
                    .map(this::example)
                    .collect(Collectors.joining(", "));
            List<Problem> refusals = e.problems().stream()
                    .map(problem -> problem.received(stated).fix("the defaults go together: " + defaults))
                    .toList();
            throw new LoadException(refusals, null);
        }
    }
}
