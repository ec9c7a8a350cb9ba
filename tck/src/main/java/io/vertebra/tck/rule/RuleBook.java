package io.vertebra.tck.rule;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import io.vertebra.tck.subject.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** All rules, in the order in which they are run. */
public final class RuleBook {
    private static final String RESOURCE = "/io/vertebra/tck/rules.yaml";
    private static final Set<String> KEYS = Set.of(
            "id",
            "level",
            "kinds",
            "since",
            "title",
            "why",
            "check",
            "fix",
            "blocking",
            "serial",
            "stochastic",
            "untested");

    private final Map<String, Rule> rules;

    private RuleBook(Map<String, Rule> rules) {
        this.rules = rules;
    }

    /** The rules of this kit. */
    public static RuleBook standard() {
        try (InputStream stream = RuleBook.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IOException("no resource " + RESOURCE);
            }
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            Map<?, ?> root = new Yaml(new SafeConstructor(options)).load(stream);
            Map<String, Rule> rules = new LinkedHashMap<>();
            for (Object entry : (List<?>) root.get("rules")) {
                Rule rule = rule((Map<?, ?>) entry);
                if (rules.put(rule.id(), rule) != null) {
                    throw new IllegalStateException("two rules " + rule.id());
                }
            }
            return new RuleBook(rules);
        } catch (IOException e) {
            throw new VertebraException(List.of(Problem.of(ErrorCode.INTERNAL, "the rules of the kit can be read")), e);
        }
    }

    private static Rule rule(Map<?, ?> entry) {
        String id = text(entry, "id");
        for (Object key : entry.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalStateException("rule " + id + " has an unknown key " + key);
            }
        }
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        ((List<?>) entry.get("kinds")).forEach(kind -> kinds.add(Kind.valueOf(upper(kind))));
        Set<Rule.Trait> traits = EnumSet.noneOf(Rule.Trait.class);
        for (Rule.Trait trait : Rule.Trait.values()) {
            if (Boolean.TRUE.equals(entry.get(trait.name().toLowerCase(Locale.ROOT)))) {
                traits.add(trait);
            }
        }
        return new Rule(
                id,
                Level.valueOf(upper(entry.get("level"))),
                kinds,
                text(entry, "since"),
                text(entry, "title"),
                text(entry, "why"),
                text(entry, "check"),
                text(entry, "fix"),
                traits,
                optional(entry.get("untested")));
    }

    private static String upper(@Nullable Object value) {
        return String.valueOf(value).toUpperCase(Locale.ROOT);
    }

    private static @Nullable String optional(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static String text(Map<?, ?> entry, String key) {
        Object value = entry.get(key);
        if (!(value instanceof String text) || text.isBlank()) {
            throw new IllegalStateException("rule " + entry.get("id") + " states " + key);
        }
        return text;
    }

    /** All of them. */
    public List<Rule> rules() {
        return new ArrayList<>(rules.values());
    }

    /** Those that are run on subjects of this kind, in order. */
    public List<Rule> of(Kind kind) {
        return rules.values().stream()
                .filter(rule -> rule.kinds().contains(kind))
                .toList();
    }

    /** The rule of this id. */
    public Optional<Rule> find(String id) {
        return Optional.ofNullable(rules.get(id));
    }
}
