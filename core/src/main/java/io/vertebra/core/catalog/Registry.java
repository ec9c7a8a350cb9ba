package io.vertebra.core.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Things of one kind by name. Each stands under its short name, where no other plugin claims it, and under its qualified name
 * {@code plugin/name}.
 *
 * @param <T> the kind
 */
public final class Registry<T> {
    private final Map<String, T> byName;
    private final Map<String, String> withheld;

    Registry(Map<String, T> byName, Map<String, String> withheld) {
        this.byName = Collections.unmodifiableMap(new TreeMap<>(byName));
        this.withheld = Map.copyOf(withheld);
    }

    /** A registry of these things, by short and by qualified name. */
    public static <T> Registry<T> of(Map<String, T> byName) {
        return new Registry<>(byName, Map.of());
    }

    /** The way to a thing that a plugin would give if it could be used: in words, for messages. */
    public Optional<String> withheld(String name) {
        return Optional.ofNullable(withheld.get(name));
    }

    /** What a user may have meant by a name that is unknown: a thing that is withheld, or near names. */
    public String suggest(String name) {
        return withheld(name).orElseGet(() -> NearNames.suggest(name, names()));
    }

    /** What stands under the short or qualified name. */
    public Optional<T> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All short names, sorted. */
    public List<String> names() {
        return byName.keySet().stream().filter(name -> !name.contains("/")).toList();
    }

    /** Everything, once each: sorted by short name, then what has only a qualified name. */
    public Collection<T> all() {
        Set<T> all = new LinkedHashSet<>();
        names().forEach(name -> all.add(byName.get(name)));
        all.addAll(byName.values());
        return List.copyOf(all);
    }

    /** Names that a user may have meant, the nearest first; empty when none is near. */
    public List<String> near(String name) {
        return NearNames.of(name, byName.keySet());
    }
}
