package io.vertebra.cli;

import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.Component;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.plugin.WeightsCard;
import io.vertebra.core.assembly.Blueprint;
import io.vertebra.core.recipe.NeckPart;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.recipe.WeightsChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is worth knowing about a model; its components are the keys of the JSON form.
 *
 * @param schema of the JSON form
 * @param name of the model
 * @param title one line, may be empty
 * @param task what it is for
 * @param recipe where it is defined
 * @param parameters trainable values of all parts
 * @param multiplyAdds of one forward on one image
 * @param input how an image becomes the network's input
 * @param labels the number of names
 * @param parts in the order of the forward
 * @param weights where the values come from
 */
record ModelCard(
        String schema,
        String name,
        String title,
        String task,
        String recipe,
        long parameters,
        long multiplyAdds,
        Input input,
        int labels,
        List<Part> parts,
        Weights weights) {
    /**
     * How an image becomes the network's input.
     *
     * @param size as the recipe states it
     * @param fit how an image of another shape is brought to that size
     * @param details numbers of the fit, by the names that they have in a recipe
     * @param largest input of the network; the only one unless inputs follow the image
     */
    record Input(
            ImageSize size,
            Preprocessing.Fit fit,
            Map<String, Object> details,
            ImageSize largest,
            Preprocessing.Kernel kernel,
            Preprocessing.Channels channels,
            List<Float> mean,
            List<Float> std) {
        static Input of(Preprocessing from) {
            return new Input(
                    from.size(),
                    from.fit(),
                    from.stated(),
                    from.input(),
                    from.kernel(),
                    from.channels(),
                    from.mean(),
                    from.std());
        }
    }

    /**
     * One part.
     *
     * @param part backbone, neck, head
     * @param type as the recipe names it
     * @param title of its card
     * @param paper authors, title, venue and year, empty when it comes from no paper
     * @param reference the implementation whose numbers it reproduces
     * @param licence of the implementation
     * @param deviations from the paper
     * @param parameters trainable values
     * @param multiplyAdds for one image
     * @param levels that it gives; none for a head
     */
    record Part(
            String part,
            String type,
            String title,
            String paper,
            String reference,
            String licence,
            List<String> deviations,
            long parameters,
            long multiplyAdds,
            List<Level> levels) {}

    /** A level with its exact size; no size for tokens and vectors. */
    record Level(
            String name,
            String kind,
            int channels,
            int stride,
            @Nullable ImageSize size) {}

    /** Where the values come from; what nobody stated is empty. */
    record Weights(String name, String licence, String origin, String dialect, String metric) {}

    static ModelCard of(String name, Blueprint blueprint) {
        Recipe recipe = blueprint.recipe();
        Stream<Component<?>> necks = recipe.necks().stream().map(NeckPart::component);
        List<Component<?>> components = Stream.of(
                        Stream.of(recipe.backbone().component()),
                        necks,
                        Stream.of(recipe.head().component()))
                .<Component<?>>flatMap(stream -> stream)
                .toList();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < components.size(); i++) {
            parts.add(part(blueprint.parts().get(i), components.get(i).card()));
        }
        return new ModelCard(
                "vertebra-model/1",
                name,
                recipe.title(),
                recipe.task().type(),
                recipe.file(),
                blueprint.trainableSize(),
                blueprint.multiplyAdds(),
                Input.of(recipe.preprocessing()),
                recipe.labels().names().size(),
                parts,
                weights(recipe.weights()));
    }

    private static Part part(Blueprint.Part part, Card card) {
        List<FeatureLevel> levels =
                part.features() == null ? List.of() : part.features().levels();
        return new Part(
                part.name(),
                part.type(),
                card.title(),
                paper(card),
                card.reference(),
                card.licence(),
                card.deviations(),
                part.network().trainableSize(),
                part.multiplyAdds(),
                levels.stream().map(ModelCard::level).toList());
    }

    private static Level level(FeatureLevel level) {
        String kind = level.kind().name().toLowerCase(Locale.ROOT);
        return new Level(level.name(), kind, level.channels(), level.stride(), level.size());
    }

    private static String paper(Card card) {
        String who = card.authors().isEmpty() ? "" : card.authors() + ": ";
        boolean dated = card.year() == 0 || card.venue().contains(Integer.toString(card.year()));
        return who + card.venue() + (dated ? "" : ", " + card.year());
    }

    private static Weights weights(WeightsChoice choice) {
        String name = ModelNames.of(choice);
        if (choice instanceof WeightsChoice.Named named) {
            WeightsCard card = named.entry().card();
            return new Weights(
                    name, card.licence(), card.origin(), card.dialect().name(), card.metric());
        }
        String dialect = choice instanceof WeightsChoice.File file
                ? file.rules().dialect().name()
                : "";
        return new Weights(name, "", "", dialect, "");
    }
}
