package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.Rewrite;
import io.vertebra.core.catalog.Dialects;
import io.vertebra.core.catalog.NearNames;
import io.vertebra.core.catalog.Registry;
import io.vertebra.core.catalog.WeightsEntry;
import io.vertebra.core.weights.KeyRules;
import io.vertebra.core.weights.WeightsAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the recipe takes its parameters from. */
final class WeightsReader {
    private static final String EXAMPLE = "random";
    private static final List<String> KEYS = List.of("from", "sha256", "dialect", "roots", "rewrites", "partial");

    private final Registry<WeightsEntry> known;
    private final @Nullable Path base;
    private final Problems problems;

    WeightsReader(Registry<WeightsEntry> known, @Nullable Path base, Problems problems) {
        this.known = known;
        this.base = base;
        this.problems = problems;
    }

    /**
     * The choice, empty when it is wrong.
     *
     * @param necks how many the recipe has
     */
    Optional<WeightsChoice> read(Node node, int necks) {
        if (node instanceof ScalarNode scalar && scalar.value() instanceof String name) {
            return name.equals("random") ? Optional.of(new WeightsChoice.Random(0)) : named(name, node);
        }
        if (!(node instanceof MapNode map)) {
            String takes = "the name of weights, random, {random: SEED} or {from: FILE, dialect: D, roots: {...}}";
            problems.add(Fields.type(node, takes, EXAMPLE));
            return Optional.empty();
        }
        if (map.find("random").isPresent()) {
            Fields fields = new Fields(map, problems, List.of("random"));
            return fields.find("random")
                    .flatMap(seed -> fields.whole(seed, Long.MIN_VALUE, Long.MAX_VALUE, "1"))
                    .map(WeightsChoice.Random::new);
        }
        return file(map, necks);
    }

    private Optional<WeightsChoice> named(String name, Node node) {
        Optional<WeightsEntry> entry = known.find(name);
        if (entry.isEmpty()) {
            List<String> names =
                    Stream.concat(known.names().stream(), Stream.of(EXAMPLE)).toList();
            problems.add(Problem.of(ErrorCode.UNKNOWN_COMPONENT, "no plugin provides these weights")
                    .at(node.at())
                    .received(node.spelled())
                    .fix(
                            looksLikeFile(name)
                                    ? "{from: " + Spelling.line(name) + "}"
                                    : known.withheld(name)
                                            .orElseGet(() -> NearNames.suggest(Spelling.line(name), names))));
        }
        return entry.map(WeightsChoice.Named::new);
    }

    private static boolean looksLikeFile(String name) {
        return name.startsWith(".") || name.matches(".*\\.(pth|pt|bin|safetensors)");
    }

    private Optional<WeightsChoice> file(MapNode map, int necks) {
        int before = problems.count();
        Fields fields = new Fields(map, problems, KEYS);
        Optional<WeightsAddress> from = fields.require("from", "./weights.safetensors")
                .flatMap(new AddressReader(fields, problems, node -> path(fields, node))::read);
        Optional<Dialect> dialect = fields.find("dialect")
                .flatMap(node -> fields.choice(node, dialects(known)))
                .map(Dialect::new);
        Map<String, String> roots =
                fields.find("roots").map(node -> roots(node, necks)).orElse(Map.of());
        List<Rewrite> rewrites =
                fields.find("rewrites").map(new RewritesReader(problems)::read).orElse(List.of());
        boolean partial = fields.find("partial").flatMap(this::flag).orElse(false);
        KeyRules rules = new KeyRules(dialect.orElse(Dialect.VERTEBRA), roots, rewrites);
        return problems.count() > before
                ? Optional.empty()
                : from.map(address -> new WeightsChoice.File(address, rules, partial));
    }

    private Optional<Boolean> flag(Node node) {
        Optional<Boolean> flag = node instanceof ScalarNode scalar ? scalar.as(Boolean.class) : Optional.empty();
        if (flag.isEmpty()) {
            problems.add(Fields.type(node, "true or false", "true"));
        }
        return flag;
    }

    private Optional<Path> path(Fields fields, Node node) {
        Optional<String> text = fields.text(node, "./weights.safetensors");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(text.get());
            if (base == null && !path.isAbsolute()) {
                problems.add(noFolder(node));
                return Optional.empty();
            }
            if (text.get().isBlank()) {
                problems.add(Fields.outside(node, "the path of a file", "./weights.safetensors"));
                return Optional.empty();
            }
            return Optional.of(
                    base == null
                            ? path.normalize()
                            : base.toAbsolutePath().resolve(path).normalize());
        } catch (InvalidPathException e) { // no file system of this machine has such a name: the reason is in the text
            problems.add(Fields.outside(node, "a path that this machine can have", "./weights.safetensors"));
            return Optional.empty();
        }
    }

    static Problem noFolder(Node node) {
        return Fields.outside(node, "an absolute path: this recipe stands in no folder", "the name of weights");
    }

    /** The names that a dialect can have: our own and those of installed weights. */
    static List<String> dialects(Registry<WeightsEntry> known) {
        return Dialects.of(known).stream().map(Dialect::name).sorted().toList();
    }

    private Map<String, String> roots(Node node, int necks) {
        Map<String, String> roots = new LinkedHashMap<>();
        if (!(node instanceof MapNode map)) {
            problems.add(Fields.type(node, "a map from parts to prefixes", "{backbone: backbone.body, head: head}"));
            return roots;
        }
        Fields fields = new Fields(map, problems, parts(necks));
        for (String part : map.entries().keySet()) {
            fields.text(part, "\"\"").ifPresent(prefix -> roots.put(part, prefix));
        }
        return roots;
    }

    /** One neck is called neck; several are called neck.0, neck.1. */
    private static List<String> parts(int necks) {
        List<String> parts = new ArrayList<>(List.of("backbone"));
        if (necks == 1) {
            parts.add("neck");
        }
        for (int i = 0; i < necks && necks > 1; i++) {
            parts.add("neck." + i);
        }
        parts.add("head");
        return parts;
    }
}
