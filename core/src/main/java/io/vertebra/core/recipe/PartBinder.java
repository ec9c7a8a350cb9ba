package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Component;
import io.vertebra.api.model.Head;
import io.vertebra.api.model.Neck;
import io.vertebra.api.model.Task;
import io.vertebra.api.options.OptionsSchema;
import io.vertebra.api.result.Result;
import io.vertebra.core.catalog.Catalog;
import io.vertebra.core.catalog.Entry;
import io.vertebra.core.catalog.Registry;
import java.util.List;
import java.util.Optional;

/** Finds the components that a recipe names and binds their options. */
final class PartBinder {
    private final Catalog catalog;
    private final Problems problems;

    PartBinder(Catalog catalog, Problems problems) {
        this.catalog = catalog;
        this.problems = problems;
    }

    Optional<Placed<TaskPart<?, ?>>> task(Node node) {
        return part(node, "task", catalog.tasks())
                .flatMap(part ->
                        entry(part, "task", catalog.tasks()).flatMap(entry -> task(part, entry, entry.component())));
    }

    private <O extends Record, R extends Result> Optional<Placed<TaskPart<?, ?>>> task(
            PartNode part, Entry<?> entry, Task<O, R> component) {
        String who = who("task", entry);
        return options(part, entry, component, who)
                .map(options -> new Placed<>(new TaskPart<>(part.type(), component, options), part.at(), who));
    }

    Optional<Placed<BackbonePart<?>>> backbone(Node node) {
        return part(node, "backbone", catalog.backbones())
                .flatMap(part -> entry(part, "backbone", catalog.backbones())
                        .flatMap(entry -> backbone(part, entry, entry.component())));
    }

    private <O extends Record> Optional<Placed<BackbonePart<?>>> backbone(
            PartNode part, Entry<?> entry, Backbone<O> component) {
        String who = who("backbone", entry);
        return options(part, entry, component, who)
                .map(options -> new Placed<>(new BackbonePart<>(part.type(), component, options), part.at(), who));
    }

    Optional<Placed<NeckPart<?>>> neck(Node node) {
        return part(node, "neck", catalog.necks())
                .flatMap(part ->
                        entry(part, "neck", catalog.necks()).flatMap(entry -> neck(part, entry, entry.component())));
    }

    private <O extends Record> Optional<Placed<NeckPart<?>>> neck(PartNode part, Entry<?> entry, Neck<O> component) {
        String who = who("neck", entry);
        return options(part, entry, component, who)
                .map(options -> new Placed<>(new NeckPart<>(part.type(), component, options), part.at(), who));
    }

    Optional<PartNode> headNode(Node node) {
        return part(node, "head", catalog.heads());
    }

    Optional<Entry<Head<?>>> headEntry(PartNode part) {
        return entry(part, "head", catalog.heads());
    }

    /**
     * A head.
     *
     * @param classes how many the labels name, for the head's option that counts them if it has one
     */
    <O extends Record> Optional<Placed<HeadPart<?>>> head(
            PartNode part, Entry<?> entry, Head<O> component, Optional<ScalarNode> classes) {
        String who = who("head", entry);
        return binder(part, entry, component, who)
                .flatMap(binder -> {
                    Optional<String> key = classes.flatMap(count ->
                            HeadBinder.COUNTS.stream().filter(binder::has).findFirst());
                    return binder.bind(key.isPresent() ? part.with(key.get(), classes.get()) : part);
                })
                .map(options -> new Placed<>(new HeadPart<>(part.type(), component, options), part.at(), who));
    }

    private <O extends Record> Optional<O> options(PartNode part, Entry<?> entry, Component<O> component, String who) {
        return binder(part, entry, component, who).flatMap(binder -> binder.bind(part));
    }

    private <O extends Record> Optional<OptionBinder<O>> binder(
            PartNode part, Entry<?> entry, Component<O> component, String who) {
        return problems.call(part.typeAt(), who, "defaults() or variants()", () -> {
            O variant = component.variants().get(entry.variant());
            O base = variant != null ? variant : component.defaults();
            return new OptionBinder<>(OptionsSchema.of(base), base, who, problems);
        });
    }

    static String who(String role, Entry<?> entry) {
        return role + " " + entry.name() + " of plugin " + entry.plugin();
    }

    /** A part in its short form, its name, or as a map. */
    private <T> Optional<PartNode> part(Node node, String role, Registry<T> known) {
        String example = known.names().stream().findFirst().orElse("a name");
        if (node instanceof ScalarNode scalar && scalar.value() instanceof String type) {
            return Optional.of(new PartNode(type, node.at(), node.at(), MapNode.empty(node.at())));
        }
        if (node instanceof MapNode map) {
            Fields fields = new Fields(map, problems, List.copyOf(map.entries().keySet()));
            return fields.require(PartNode.TYPE, example)
                    .flatMap(type ->
                            fields.text(type, example).map(name -> new PartNode(name, node.at(), type.at(), map)));
        }
        problems.add(Fields.type(node, "the name of a " + role + ", or a map with its type and its options", example));
        return Optional.empty();
    }

    private <C extends Component<?>> Optional<Entry<C>> entry(PartNode part, String role, Registry<Entry<C>> known) {
        Optional<Entry<C>> entry = known.find(part.type());
        if (entry.isEmpty()) {
            String type = Spelling.line(part.type());
            List<String> claims = known.near(type).stream()
                    .filter(name -> name.endsWith("/" + type))
                    .toList();
            String rule = claims.isEmpty()
                    ? "no plugin provides this " + role
                    : "several plugins claim this name, so that it stands for none of them";
            problems.add(Problem.of(ErrorCode.UNKNOWN_COMPONENT, rule)
                    .at(part.typeAt())
                    .received(type)
                    .fix(claims.isEmpty() ? known.suggest(type) : String.join(" or ", claims)));
        }
        return entry;
    }
}
