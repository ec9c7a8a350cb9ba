package io.vertebra.core.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Weights that tests make or bring along. */
final class WeightsFiles {
    private WeightsFiles() {}

    /** A safetensors file with this header and these data bytes. */
    static byte[] safetensors(String header, byte[] data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        return file.putLong(json.length).put(json).put(data).array();
    }

    static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    /** A file named "m.safetensors" whose tensors hold 0, 1, 2, ... each; shapes are written as in JSON. */
    static TensorSource counting(String... keysAndShapes) {
        StringBuilder header = new StringBuilder("{");
        Map<String, float[]> all = new LinkedHashMap<>();
        int end = 0;
        for (int i = 0; i < keysAndShapes.length; i += 2) {
            int count = 1;
            for (String size : keysAndShapes[i + 1].split(",")) {
                count *= Integer.parseInt(size.strip());
            }
            float[] values = new float[count];
            for (int k = 0; k < count; k++) {
                values[k] = k;
            }
            all.put(keysAndShapes[i], values);
            header.append(i == 0 ? "" : ",")
                    .append("\"%s\":{\"dtype\":\"F32\",\"shape\":[%s],\"data_offsets\":[%d,%d]}"
                            .formatted(keysAndShapes[i], keysAndShapes[i + 1], end, end + 4 * count));
            end += 4 * count;
        }
        ByteBuffer data = ByteBuffer.allocate(end);
        all.values().forEach(values -> data.put(floats(values)));
        return SafetensorsSource.of(
                "m.safetensors", safetensors(header.append("}").toString(), data.array()));
    }

    static byte[] resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(WeightsFiles.class.getResourceAsStream("/weights/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
