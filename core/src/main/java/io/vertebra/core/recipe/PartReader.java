package io.vertebra.core.recipe;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.core.catalog.Catalog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Looks up and binds single parts that stand in no recipe. May be shared between threads. */
public final class PartReader {
    private final Catalog catalog;

    /** A reader that knows the names of this catalog. */
    public PartReader(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * A backbone.
     *
     * @param at where it is stated, for messages
     * @param options plain values by key
     * @throws LoadException with all that is wrong
     */
    public BackbonePart<?> backbone(Location at, String type, Map<String, Object> options) {
        return read(at, type, options, PartBinder::backbone);
    }

    /** A neck; see {@link #backbone}. */
    public NeckPart<?> neck(Location at, String type, Map<String, Object> options) {
        return read(at, type, options, PartBinder::neck);
    }

    /** An attention; see {@link #backbone}. */
    public AttentionPart<?> attention(Location at, String type, Map<String, Object> options) {
        return read(at, type, options, PartBinder::attention);
    }

    private <P> P read(
            Location at,
            String type,
            Map<String, Object> options,
            BiFunction<PartBinder, Node, Optional<Placed<P>>> role) {
        Problems problems = new Problems(at.file());
        Map<String, Object> part = new LinkedHashMap<>(options);
        part.put(PartNode.TYPE, type);
        Optional<Placed<P>> bound = new JavaNodes(problems)
                .node(part, at)
                .flatMap(node -> role.apply(new PartBinder(catalog, problems), node));
        problems.throwIfAny();
        return bound.orElseThrow(() -> new IllegalStateException("neither a part nor a problem at " + at))
                .part();
    }
}
