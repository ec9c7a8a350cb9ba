package io.vertebra.detection.retinanet;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.core.weights.SeededValues;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@code vertebra-decode/1} file: made-up outputs of a head, and the boxes that the reference reads from them. */
record DecodeFixture(ImageSize image, RawOutputs raw, List<Expected> expected) {
    record Expected(Box box, float score, int label) {}

    static DecodeFixture read(String name) throws IOException {
        JsonObject root = JsonParser.parseString(Files.readString(Path.of("src", "test", "resources", "decode", name)))
                .getAsJsonObject();
        JsonArray image = root.getAsJsonArray("image");
        Map<String, RawOutputs.Value> values = new LinkedHashMap<>();
        for (JsonElement input : root.getAsJsonArray("inputs")) {
            JsonObject stated = input.getAsJsonObject();
            values.put(stated.get("name").getAsString(), value(root.get("seed").getAsLong(), stated));
        }
        JsonObject expected = root.getAsJsonObject("expected");
        List<Expected> boxes = new ArrayList<>();
        for (int i = 0; i < expected.getAsJsonArray("boxes").size(); i++) {
            boxes.add(new Expected(
                    box(expected.getAsJsonArray("boxes").get(i).getAsJsonArray()),
                    expected.getAsJsonArray("scores").get(i).getAsFloat(),
                    expected.getAsJsonArray("labels").get(i).getAsInt()));
        }
        return new DecodeFixture(
                new ImageSize(image.get(1).getAsInt(), image.get(0).getAsInt()), new RawOutputs(values), boxes);
    }

    private static RawOutputs.Value value(long seed, JsonObject input) {
        List<Long> shape = new ArrayList<>();
        input.getAsJsonArray("shape").forEach(size -> shape.add(size.getAsLong()));
        int count = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
        float[] values = SeededValues.of(seed, input.get("key").getAsString())
                .fill(
                        count,
                        input.get("offset").getAsDouble(),
                        input.get("scale").getAsDouble());
        return new RawOutputs.Value(shape, FloatBuffer.wrap(values));
    }

    private static Box box(JsonArray edges) {
        return new Box(
                edges.get(0).getAsFloat(),
                edges.get(1).getAsFloat(),
                edges.get(2).getAsFloat(),
                edges.get(3).getAsFloat());
    }
}
