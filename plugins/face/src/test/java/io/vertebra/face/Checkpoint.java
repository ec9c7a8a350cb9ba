package io.vertebra.face;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The face detectors' shipped weights, as far as tests look at them. */
public final class Checkpoint {
    private static final String FOLDER = "/META-INF/vertebra/weights/face-api/";
    private static final String SSD = "ssd_mobilenetv1_model";

    private Checkpoint() {}

    /** Every key of the larger detector with its shape. */
    public static Map<String, List<Long>> keys() {
        return keys(SSD);
    }

    /** Every key of a model with its shape. */
    public static Map<String, List<Long>> keys(String model) {
        Map<String, List<Long>> keys = new LinkedHashMap<>();
        for (JsonElement element : entries(model)) {
            JsonObject entry = element.getAsJsonObject();
            keys.put(
                    entry.get("name").getAsString(),
                    entry.getAsJsonArray("shape").asList().stream()
                            .map(JsonElement::getAsLong)
                            .toList());
        }
        return keys;
    }

    /** The default boxes that the checkpoint stores as plain floats behind its quantised tensors. */
    public static float[] storedAnchors() {
        JsonObject last = null;
        for (JsonElement element : entries(SSD)) {
            last = element.getAsJsonObject();
        }
        if (last == null || !last.get("name").getAsString().equals("Output/extra_dim") || last.has("quantization")) {
            throw new IllegalStateException("the default boxes are not the last tensor");
        }
        byte[] shard = bytes(FOLDER + SSD + ".bin");
        float[] values = new float[5118 * 4];
        ByteBuffer.wrap(shard, shard.length - 4 * values.length, 4 * values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    private static Iterable<JsonElement> entries(String model) {
        String manifest = new String(bytes(FOLDER + model + "-weights_manifest.json"), StandardCharsets.UTF_8);
        return JsonParser.parseString(manifest)
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("weights");
    }

    /** A resource of the plugin. */
    public static byte[] bytes(String resource) {
        try (InputStream in = Objects.requireNonNull(Checkpoint.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
