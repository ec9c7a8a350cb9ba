package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.core.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns the tree of one recipe into its typed form, and goes on after each problem as far as it makes sense. */
final class RecipeBinder {
    /** In the order in which recipes are written. The compiler takes {@code extends} and {@code vars} out. */
    static final List<String> KEYS = List.of(
            "recipe",
            "name",
            "title",
            Layers.EXTENDS,
            Variables.VARS,
            "task",
            "input",
            "backbone",
            "neck",
            "head",
            "labels",
            "weights",
            LicencePolicy.KEY,
            "device",
            "runtime");

    static final List<String> DEVICES = List.of("auto", "cpu", "gpu", "gpu:0");
    static final List<String> RUNTIMES = List.of("auto", "eager");
    private static final long VERSION = 1;

    private final Catalog catalog;
    private final RecipeSource source;
    private final Problems problems;
    private final PartBinder parts;
    private final Fields fields;
    private final MapNode root;

    RecipeBinder(Catalog catalog, RecipeSource source, MapNode root, Problems problems) {
        this.catalog = catalog;
        this.source = source;
        this.problems = problems;
        this.root = root;
        this.parts = new PartBinder(catalog, problems);
        this.fields = new Fields(root, problems, KEYS);
    }

    /** Empty when something is wrong; the problems say what. */
    Optional<Recipe> bind() {
        fields.require("recipe", "1").ifPresent(node -> version(node, problems));
        Optional<String> name = fields.require("name", "my-model").flatMap(this::name);
        Optional<String> title = fields.text("title", "\"What the model does\"");
        Optional<String> device = fields.find("device").flatMap(this::device);
        Optional<String> runtime = fields.find("runtime").flatMap(node -> fields.choice(node, RUNTIMES));
        Optional<Placed<TaskPart<?, ?>>> task =
                required("task", catalog.tasks().names()).flatMap(parts::task);
        Optional<Placed<BackbonePart<?>>> backbone =
                required("backbone", catalog.backbones().names()).flatMap(parts::backbone);
        Optional<List<Placed<NeckPart<?>>>> necks = necks();
        Optional<List<String>> licences = new LicencePolicy(problems).read(fields.find(LicencePolicy.KEY));
        Optional<WeightsChoice> weights = weights(licences);
        Optional<HeadBinder.Bound> head =
                new HeadBinder(parts, problems).bind(fields.find("head"), backbone, labels(weights));
        Optional<Preprocessing> preprocessing = preprocessing(task, weights, backbone);
        backbone.ifPresent(first -> new WiringCheck(problems).levels(first, necks, head.map(HeadBinder.Bound::head)));
        task.ifPresent(
                asked -> head.ifPresent(bound -> new WiringCheck(problems).task(asked, bound.head(), catalog.tasks())));
        if (problems.count() > 0) {
            return Optional.empty();
        }
        return Optional.of(new Recipe(
                name.orElseThrow(),
                source.file(),
                title.orElse(""),
                task.orElseThrow().part(),
                backbone.orElseThrow().part(),
                necks.orElseThrow().stream().<NeckPart<?>>map(Placed::part).toList(),
                head.orElseThrow().head().part(),
                preprocessing.orElseThrow(),
                head.orElseThrow().labels(),
                weights.orElseThrow(),
                licences.orElse(List.of()),
                device.orElse("auto"),
                runtime.orElse("auto")));
    }

    /** Each file of a recipe has to be of the version that is read here, also where another file hides its key. */
    static void version(Node node, Problems problems) {
        if (!(node instanceof ScalarNode scalar) || !Long.valueOf(VERSION).equals(scalar.value())) {
            problems.add(Fields.outside(node, "1, the only version of the format that is read here", "recipe: 1"));
        }
    }

    private Optional<Node> required(String key, List<String> names) {
        return fields.require(key, names.stream().findFirst().orElse("a name"));
    }

    private Optional<String> name(Node node) {
        Optional<String> name = fields.text(node, "my-model");
        if (name.isPresent() && !name.get().matches("[a-z0-9]+([.-][a-z0-9]+)*")) {
            String nearest = name.get()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9.]+", "-")
                    .replaceAll("[.-]{2,}", "-")
                    .replaceAll("^[.-]|[.-]$", "");
            String takes = "small letters, digits and single hyphens";
            problems.add(
                    Fields.outside(node, takes, "name: " + Spelling.line(nearest.isEmpty() ? "my-model" : nearest)));
            return Optional.empty();
        }
        return name;
    }

    private Optional<String> device(Node node) {
        boolean numbered = node instanceof ScalarNode scalar
                && scalar.value() instanceof String text
                && text.matches("gpu:[0-9]{1,3}");
        return numbered ? fields.text(node, "auto") : fields.choice(node, DEVICES);
    }

    private Optional<List<Placed<NeckPart<?>>>> necks() {
        List<Node> stated = neckNodes();
        List<Placed<NeckPart<?>>> bound = new ArrayList<>();
        stated.forEach(node -> parts.neck(node).ifPresent(bound::add));
        return bound.size() == stated.size() ? Optional.of(bound) : Optional.empty();
    }

    private List<Node> neckNodes() {
        Optional<Node> neck = fields.find("neck");
        if (neck.isPresent() && neck.get() instanceof ListNode list) {
            return list.elements();
        }
        return neck.stream().toList();
    }

    private Optional<WeightsChoice> weights(Optional<List<String>> licences) {
        Optional<Node> node = fields.find("weights");
        if (node.isEmpty()) {
            return Optional.of(new WeightsChoice.None());
        }
        Optional<WeightsChoice> choice = new WeightsReader(catalog.weights(), source.base(), problems)
                .read(node.get(), neckNodes().size());
        choice.ifPresent(chosen ->
                licences.ifPresent(allowed -> new LicencePolicy(problems).check(chosen, node.get(), allowed)));
        return choice;
    }

    private Optional<LabelsReader.Stated> labels(Optional<WeightsChoice> weights) {
        LabelsReader reader = new LabelsReader(catalog.labels(), problems);
        Optional<Node> node = fields.find("labels");
        if (node.isPresent()) {
            return reader.read(node.get());
        }
        if (weights.isPresent() && weights.get() instanceof WeightsChoice.Named named) {
            String list = named.entry().card().labels();
            String rule = "the labels of these weights come from no plugin";
            return list.isEmpty() ? Optional.empty() : reader.named(list, place("weights"), rule);
        }
        return Optional.empty();
    }

    /** From the weights' record, else the task's default, each with what the recipe states on top. */
    private Optional<Preprocessing> preprocessing(
            Optional<Placed<TaskPart<?, ?>>> task,
            Optional<WeightsChoice> weights,
            Optional<Placed<BackbonePart<?>>> backbone) {
        InputReader reader = new InputReader(problems);
        Optional<Node> node = fields.find("input");
        InputReader.Stated stated =
                node.map(reader::read).orElseGet(() -> InputReader.Stated.nothing(root.at(), false));
        Optional<Preprocessing> recorded = weights.isPresent() && weights.get() instanceof WeightsChoice.Named named
                ? named.entry().card().preprocessing()
                : Optional.empty();
        if (stated.wrong() || weights.isEmpty()) {
            return Optional.empty();
        }
        Optional<Preprocessing> base = recorded.or(() -> task.flatMap(asked -> problems.call(
                asked.at(),
                asked.who(),
                "defaultPreprocessing()",
                () -> asked.part().component().defaultPreprocessing())));
        Optional<Preprocessing> all = base.flatMap(under -> reader.over(under, stated));
        Optional<Location> sizeAt = stated.size().map(size -> stated.sizeAt());
        backbone.ifPresent(first -> all.ifPresent(input -> new WiringCheck(problems).input(first, input, sizeAt)));
        return all;
    }

    private Location place(String key) {
        return fields.find(key).map(Node::at).orElse(root.at());
    }

    /** What a document without keys is told. */
    static Problem notAMap(Node root) {
        return new Problem(
                ErrorCode.WRONG_TYPE,
                "a recipe is a map of keys",
                root.at(),
                root.spelled(),
                "recipe: 1 as its first line");
    }
}
