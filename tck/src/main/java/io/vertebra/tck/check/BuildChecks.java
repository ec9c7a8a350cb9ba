package io.vertebra.tck.check;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Component;
import io.vertebra.api.model.Task;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.options.Option;
import io.vertebra.api.options.OptionException;
import io.vertebra.api.options.OptionsSchema;
import io.vertebra.core.graph.ShapeForward;
import io.vertebra.tck.subject.Block;
import io.vertebra.tck.subject.PluginSubject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a component builds, and from what. */
public final class BuildChecks implements Family<PluginSubject> {
    @Override
    public Class<PluginSubject> subject() {
        return PluginSubject.class;
    }

    @Override
    public Map<String, Check<PluginSubject>> checks() {
        return Map.of(
                "PLUGIN-10",
                (subject, bench) -> LoadedUnit.ask(subject, bench, unit -> each(unit, BuildChecks::defaults)),
                "PLUGIN-11",
                (subject, bench) -> LoadedUnit.ask(subject, bench, unit -> each(unit, BuildChecks::apart)));
    }

    /** A question to one component; gives whether it could be asked. */
    private interface Question {
        <O extends Record> boolean ask(Component<O> component);
    }

    private static Verdict each(LoadedUnit unit, Question question) {
        List<String> left = new ArrayList<>();
        for (Component<?> component : unit.components()) {
            if (!question.ask(component)) {
                left.add(component.card().id());
            }
        }
        return left.isEmpty() ? Verdict.pass() : Verdict.partial("no levels are known that fit " + left);
    }

    private static <O extends Record> boolean defaults(Component<O> component) {
        String who = component.card().id();
        O none = component.defaults();
        O stated = stated(who, none);
        Broken.unless(none.equals(component.defaults()), who + " has other defaults each time it is asked");
        Optional<Block> plain = Parts.of(component, none);
        Optional<Block> explicit = plain.isEmpty() ? Optional.empty() : Parts.of(component, stated);
        if (plain.isEmpty() || explicit.isEmpty()) {
            return !hasNetwork(component);
        }
        ImageSize size = BlockRun.typical(plain.get());
        String difference = difference(plain.get(), explicit.get(), size);
        Broken.unless(difference.isEmpty(), who + " without options differs from its explicit defaults: " + difference);
        return true;
    }

    /** The record that a recipe makes which states every default. */
    private static <O extends Record> O stated(String who, O defaults) {
        OptionsSchema<O> schema = OptionsSchema.of(defaults);
        Map<String, Object> all = new LinkedHashMap<>();
        List<Object> values = schema.values(defaults);
        for (int i = 0; i < values.size(); i++) {
            Option option = schema.options().get(i);
            Object value = values.get(i);
            if (value != null) {
                all.put(option.key(), reread(who, option, value));
            }
        }
        try {
            O stated = schema.with(defaults, all);
            Broken.unless(stated.equals(defaults), who + " reads its defaults " + defaults + " back as " + stated);
            return stated;
        } catch (VertebraException e) {
            throw new Broken(who + " refuses its own defaults: " + e.getMessage());
        }
    }

    private static Object reread(String who, Option option, Object value) {
        try {
            return option.convert(
                    value instanceof List<?> list
                            ? list.stream()
                                    .map(element -> plain(option, element))
                                    .toList()
                            : plain(option, value));
        } catch (OptionException e) {
            throw new Broken(who + " has a default that its own options refuse: " + option.key() + " = " + value);
        }
    }

    /** As a recipe states it. */
    private static Object plain(Option option, Object value) {
        if (value instanceof Integer whole) {
            return whole.longValue();
        }
        return value instanceof Enum<?> constant ? option.choices().get(constant.ordinal()) : value;
    }

    private static String difference(Block plain, Block explicit, ImageSize size) {
        Network one = BlockRun.build(plain, size);
        Network other = BlockRun.build(explicit, size);
        if (!one.parameters().keySet().equals(other.parameters().keySet())) {
            return "names of parameters";
        }
        for (Map.Entry<String, Parameter> parameter : one.parameters().entrySet()) {
            Parameter counterpart = other.parameters().get(parameter.getKey());
            if (counterpart == null || !alike(parameter.getValue(), counterpart)) {
                return parameter.getKey();
            }
        }
        Map<String, Shape> inputs = plain.inputs(size, 1);
        try {
            Map<String, Shape> outputs = ShapeForward.run(one, inputs).shapes();
            Map<String, Shape> others = ShapeForward.run(other, inputs).shapes();
            return outputs.equals(others) ? "" : "outputs " + outputs + " and " + others;
        } catch (VertebraException e) {
            return ""; // the rules of networks say so
        }
    }

    /** Equal in all that initial values are made of. */
    private static boolean alike(Parameter one, Parameter other) {
        return one.shape().equals(other.shape())
                && one.role() == other.role()
                && one.initial().equals(other.initial());
    }

    private static boolean hasNetwork(Component<?> component) {
        return !(component instanceof Task<?, ?>);
    }

    private static <O extends Record> boolean apart(Component<O> component) {
        String who = component.card().id();
        O options = component.tiny();
        OptionsSchema<O> schema = OptionsSchema.of(options);
        String before = schema.values(options).toString();
        Optional<Block> block = Parts.of(component, options);
        if (block.isEmpty()) {
            return !hasNetwork(component);
        }
        ImageSize size = BlockRun.typical(block.get());
        Set<Parameter> first = Collections.newSetFromMap(new IdentityHashMap<>());
        first.addAll(BlockRun.build(block.get(), size).parameters().values());
        BlockRun.build(block.get(), size).parameters().forEach((name, parameter) -> {
            Broken.unless(!first.contains(parameter), who + ": two networks share " + name);
        });
        String after = schema.values(options).toString();
        Broken.unless(before.equals(after), who + " changes its options while it builds: " + before + " to " + after);
        return true;
    }
}
