package io.vertebra.lightweight;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.Layer;
import io.vertebra.api.nn.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The state of a reference network: key to shape, as a parity fixture records it. */
public final class Fixture {
    private final JsonObject json;

    private Fixture(JsonObject json) {
        this.json = json;
    }

    /** One of {@code src/test/resources/parity}. */
    public static Fixture named(String id) {
        try (InputStream in = Objects.requireNonNull(Fixture.class.getResourceAsStream("/parity/" + id + ".json"), id);
                InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return new Fixture(JsonParser.parseReader(reader).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every key of the reference's state dict with its shape. */
    public Map<String, List<Long>> state() {
        Map<String, List<Long>> state = new LinkedHashMap<>();
        for (JsonElement entry : json.getAsJsonArray("state")) {
            JsonArray fields = entry.getAsJsonArray();
            state.put(
                    fields.get(0).getAsString(),
                    fields.get(1).getAsJsonArray().asList().stream()
                            .map(JsonElement::getAsLong)
                            .toList());
        }
        return state;
    }

    /** Every key that a part asks a checkpoint for, below the root, with the shape that it takes. */
    public static Map<String, List<Long>> asked(Layer part, KeyMap keys, String root) {
        Map<String, List<Long>> asked = new LinkedHashMap<>();
        for (Map.Entry<String, Parameter> parameter : part.parameters().entrySet()) {
            if (keys.source(parameter.getKey()) instanceof KeyMap.Tensor tensor) {
                String key = root.isEmpty() ? tensor.theirs() : root + "." + tensor.theirs();
                long[] ours = parameter.getValue().shape().getShape();
                asked.put(key, theirs(ours, tensor.transform().axes()));
            }
        }
        return asked;
    }

    private static List<Long> theirs(long[] ours, List<Integer> axes) {
        Long[] theirs = new Long[ours.length];
        for (int i = 0; i < ours.length; i++) {
            theirs[axes.isEmpty() ? i : axes.get(i)] = ours[i];
        }
        return Arrays.asList(theirs);
    }
}
