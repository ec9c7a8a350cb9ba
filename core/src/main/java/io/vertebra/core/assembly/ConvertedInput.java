package io.vertebra.core.assembly;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.options.Names;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.weights.TensorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a converted weights file says of the images that it was made for. A recipe that prepares colours in another way would
 * predict wrongly without any error, and so would one that resizes or fits by other rules. The size may differ, since many networks
 * take any, and with it what follows it: how much is cut off and what its sides are multiples of. Its shape may not where the fit
 * bends images into it.
 */
public final class ConvertedInput {
    /** Marks files that {@code weights convert} wrote. */
    public static final String FORMAT = "vertebra-weights/1";

    private static final Set<String> FOLLOW_SIZE = Set.of("to", "multiple-of");

    private ConvertedInput() {}

    /** A preprocessing as the value of a recipe's key {@code input}, on one line of JSON. */
    public static String text(Preprocessing input) {
        StringBuilder details = new StringBuilder();
        input.stated().forEach((key, value) -> details.append('"' + key + "\": " + value + ", "));
        return "{\"size\": [%d, %d], \"resize\": {\"fit\": \"%s\", %s\"kernel\": \"%s\"}, \"channels\": \"%s\", "
                        .formatted(
                                input.size().height(),
                                input.size().width(),
                                Names.kebab(input.fit().name()),
                                details,
                                Names.kebab(input.kernel().name()),
                                Names.kebab(input.channels().name()))
                + "\"normalize\": {\"mean\": %s, \"std\": %s}}".formatted(input.mean(), input.std());
    }

    /**
     * Compares what the file says with what the recipe does.
     *
     * @throws LoadException when images are fitted or resized, or colours ordered or normalised in another way, with the
     *     {@code input} that the file states
     */
    static void check(Recipe recipe, TensorSource source) {
        String stated = source.metadata().get("input");
        if (stated == null || !FORMAT.equals(source.metadata().get("format"))) {
            return;
        }
        Preprocessing used = recipe.preprocessing();
        try {
            JsonObject input = JsonParser.parseString(stated).getAsJsonObject();
            JsonObject normalize = input.getAsJsonObject("normalize");
            boolean same = sameFit(input, used)
                    && input.get("channels")
                            .getAsString()
                            .equals(Names.kebab(used.channels().name()))
                    && numbers(normalize.getAsJsonArray("mean")).equals(used.mean())
                    && numbers(normalize.getAsJsonArray("std")).equals(used.std());
            if (!same) {
                throw new LoadException(Problem.of(
                                ErrorCode.WEIGHTS_INPUT,
                                "the weights were made for images that are prepared in another way")
                        .at(Location.of(recipe.file()))
                        .received("input: " + text(used))
                        .fix("input: " + stated));
            }
        } catch (JsonParseException
                | ClassCastException
                | IllegalStateException
                | NullPointerException
                | NumberFormatException
                | UnsupportedOperationException e) { // all that the library throws where something else stands
            throw new LoadException(
                    List.of(Problem.of(ErrorCode.WEIGHTS_CORRUPT, "the file's metadata do not state an input")
                            .at(Location.of(source.name()))
                            .received(stated)
                            .fix("convert the weights again")),
                    e);
        }
    }

    private static boolean sameFit(JsonObject input, Preprocessing used) {
        JsonObject resize = input.getAsJsonObject("resize");
        if (!resize.get("kernel").getAsString().equals(Names.kebab(used.kernel().name()))
                || !resize.get("fit")
                        .getAsString()
                        .equals(Names.kebab(used.fit().name()))) {
            return false;
        }
        JsonArray size = input.getAsJsonArray("size");
        double height = size.get(0).getAsDouble();
        double width = size.get(1).getAsDouble();
        boolean bends = used.fit() == Preprocessing.Fit.STRETCH || used.fit() == Preprocessing.Fit.AFFINE_CROP;
        return (!bends || height * used.size().width() == width * used.size().height())
                && used.stated().entrySet().stream()
                        .filter(detail -> !FOLLOW_SIZE.contains(detail.getKey()))
                        .allMatch(detail -> resize.get(detail.getKey())
                                .getAsString()
                                .equals(detail.getValue().toString()));
    }

    private static List<Float> numbers(JsonArray array) {
        List<Float> numbers = new ArrayList<>();
        for (JsonElement element : array) {
            numbers.add(element.getAsFloat());
        }
        return numbers;
    }
}
