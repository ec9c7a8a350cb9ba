package io.vertebra.core.recipe;

import com.google.gson.JsonObject;
import io.vertebra.api.model.Preprocessing;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The schema of {@code input}. */
final class InputSchema {
    JsonObject input() {
        JsonObject keys = Schemas.object();
        JsonObject both = Schemas.type("array");
        both.add("items", side());
        both.addProperty("minItems", 2);
        both.addProperty("maxItems", 2);
        keys.add(
                "size",
                Schemas.described(
                        Schemas.anyOf(side(), both, Schemas.reference(Schemas.VARIABLE)),
                        "of a square, or [height, width]"));
        JsonObject resize = Schemas.object();
        resize.add("fit", choice(Preprocessing.Fit.class));
        resize.add("to", Schemas.described(side(), "the shorter side before the crop; " + takenBy("to")));
        resize.add(
                "multiple-of",
                Schemas.described(side(), "what the sides of the input are multiples of; " + takenBy("multiple-of")));
        resize.add(
                "fill",
                Schemas.described(whole(0, InputReader.HIGHEST_LEVEL), "level around the image; " + takenBy("fill")));
        resize.add(
                "enlarge",
                Schemas.described(
                        Schemas.orVariable(Schemas.type("boolean")),
                        "whether smaller images are made larger; " + takenBy("enlarge")));
        resize.add(
                "margin",
                Schemas.described(
                        Schemas.orVariable(Schemas.type("number")),
                        "how much larger than the box the region is; " + takenBy("margin")));
        resize.add("kernel", choice(Preprocessing.Kernel.class));
        resize.add(ListOperators.REMOVE, Schemas.reference(Schemas.REMOVED_KEYS));
        keys.add("resize", Schemas.described(Schemas.closed(resize), "how an image is brought to the size"));
        keys.add("channels", choice(Preprocessing.Channels.class));
        JsonObject normalize = Schemas.object();
        normalize.add("mean", Schemas.listOf(Schemas.orVariable(Schemas.type("number"))));
        normalize.add("std", Schemas.listOf(Schemas.orVariable(Schemas.type("number"))));
        keys.add(
                "normalize",
                Schemas.described(
                        Schemas.anyOf(
                                Schemas.choice(List.of("imagenet")),
                                Schemas.closed(normalize),
                                Schemas.reference(Schemas.VARIABLE)),
                        "mean and deviation of each channel, for values from 0 to 1"));
        keys.add(ListOperators.REMOVE, Schemas.reference(Schemas.REMOVED_KEYS));
        return Schemas.closed(keys);
    }

    private static String takenBy(String key) {
        return "with fit: "
                + Arrays.stream(Preprocessing.Fit.values())
                        .filter(fit -> fit.keys().contains(key))
                        .map(Spelling::choice)
                        .collect(Collectors.joining(" or "));
    }

    private static JsonObject side() {
        return whole(1, InputReader.LARGEST_SIDE);
    }

    private static JsonObject whole(int least, int most) {
        JsonObject number = Schemas.type("integer");
        number.addProperty("minimum", least);
        number.addProperty("maximum", most);
        return Schemas.orVariable(number);
    }

    private static <E extends Enum<E>> JsonObject choice(Class<E> type) {
        return Schemas.orVariable(Schemas.choice(
                Arrays.stream(type.getEnumConstants()).map(Spelling::choice).toList()));
    }
}
