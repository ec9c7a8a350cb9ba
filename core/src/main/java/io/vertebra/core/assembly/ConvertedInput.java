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

/**
 * What a converted weights file says of the images that it was made for. A recipe that prepares colours in another way would
 * predict wrongly without any error, and so would one that resizes by other rules; sizes and the way that shapes are fitted may
 * differ, since many networks take any.
 */
public final class ConvertedInput {
    /** Marks files that {@code weights convert} wrote. */
    public static final String FORMAT = "vertebra-weights/1";

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
     * @throws LoadException when colours are ordered, normalised or resized in another way, with the {@code input} that the file states
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
            boolean same = input.getAsJsonObject("resize")
                            .get("kernel")
                            .getAsString()
                            .equals(Names.kebab(used.kernel().name()))
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

    private static List<Float> numbers(JsonArray array) {
        List<Float> numbers = new ArrayList<>();
        for (JsonElement element : array) {
            numbers.add(element.getAsFloat());
        }
        return numbers;
    }
}
