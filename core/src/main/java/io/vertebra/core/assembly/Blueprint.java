package io.vertebra.core.assembly;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Parameter;
import io.vertebra.core.recipe.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model whose wiring and sizes are proven at the recipe's input size, before any array exists. Immutable.
 *
 * @param recipe what it was made from
 * @param backbone the first part
 * @param necks in order
 * @param head the last part
 */
public record Blueprint(Recipe recipe, Part backbone, List<Part> necks, Part head) {
    /** How messages and weights name the backbone. */
    public static final String BACKBONE = "backbone";
    /** How messages and weights name the neck; several are {@code neck.0}, {@code neck.1}. */
    public static final String NECK = "neck";
    /** How messages and weights name the head. */
    public static final String HEAD = "head";

    /**
     * One part.
     *
     * @param name backbone, neck, neck.1, head
     * @param type the component's id in the recipe
     * @param network declared, without values
     * @param features what it gives, with exact sizes; null for a head
     * @param shapes exact output shapes for one image
     * @param multiplyAdds for one image
     */
    public record Part(
            String name,
            String type,
            Network network,
            @Nullable FeatureSpec features,
            Map<String, Shape> shapes,
            long multiplyAdds) {}

    public Blueprint {
        necks = List.copyOf(necks);
    }

    /** All parts in the order of the forward. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        parts.add(backbone);
        parts.addAll(necks);
        parts.add(head);
        return parts;
    }

    /** The levels that the head reads. */
    public List<FeatureLevel> levels() {
        FeatureSpec features = necks.isEmpty()
                ? backbone.features()
                : necks.get(necks.size() - 1).features();
        return features == null ? List.of() : features.levels();
    }

    /** All parameters by {@code part.name}, in the order of their declaration. */
    public Map<String, Parameter> parameters() {
        Map<String, Parameter> all = new LinkedHashMap<>();
        for (Part part : parts()) {
            part.network().parameters().forEach((name, parameter) -> all.put(part.name() + "." + name, parameter));
        }
        return all;
    }

    /** The number of trainable values. */
    public long trainableSize() {
        return parts().stream()
                .mapToLong(part -> part.network().trainableSize())
                .sum();
    }

    /** Multiply-adds of one forward on one image. */
    public long multiplyAdds() {
        return parts().stream().mapToLong(Part::multiplyAdds).sum();
    }
}
