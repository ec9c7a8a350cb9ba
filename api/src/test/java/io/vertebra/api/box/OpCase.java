package io.vertebra.api.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A case of the operator fixtures: inputs, parameters, and what a reference implementation makes of them. */
final class OpCase {
    private final JsonObject json;
    private final Set<String> unchecked;

    private OpCase(JsonObject json) {
        this.json = json;
        unchecked = new TreeSet<>(json.getAsJsonObject("outputs").keySet());
    }

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(f -> f.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    static OpCase load(String name) {
        try {
            return new OpCase(JsonParser.parseString(Files.readString(folder().resolve(name + ".json")))
                    .getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(OpCase.class.getResource("/ops/boxes").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    double parameter(String name) {
        return json.getAsJsonObject("parameters").get(name).getAsDouble();
    }

    String text(String name) {
        return json.getAsJsonObject("parameters").get(name).getAsString();
    }

    boolean has(String parameter) {
        return json.getAsJsonObject("parameters").has(parameter);
    }

    float[] floats(String parameter) {
        return floats(json.getAsJsonObject("parameters").getAsJsonArray(parameter));
    }

    /** A list of lists. */
    List<float[]> rows(String parameter) {
        JsonArray rows = json.getAsJsonObject("parameters").getAsJsonArray(parameter);
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> floats(row.getAsJsonArray()))
                .toList();
    }

    /** The values of an input: stated, or made from its key as the fixtures' description says. */
    float[] input(String name) {
        for (JsonElement element : json.getAsJsonArray("inputs")) {
            JsonObject input = element.getAsJsonObject();
            if (input.get("name").getAsString().equals(name)) {
                return input.has("values") ? floats(input.getAsJsonArray("values")) : generated(input);
            }
        }
        throw new IllegalArgumentException(name);
    }

    int[] shape(String input) {
        for (JsonElement element : json.getAsJsonArray("inputs")) {
            if (element.getAsJsonObject().get("name").getAsString().equals(input)) {
                return ints(floats(element.getAsJsonObject().getAsJsonArray("shape")));
            }
        }
        throw new IllegalArgumentException(input);
    }

    private float[] generated(JsonObject input) {
        int size = 1;
        for (JsonElement side : input.getAsJsonArray("shape")) {
            size *= side.getAsInt();
        }
        long hash = hash(json.get("seed").getAsInt() + ":" + input.get("key").getAsString());
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            double offset = input.get("offset").getAsDouble();
            values[i] = (float) (offset + input.get("scale").getAsDouble() * unit(hash, i));
        }
        return values;
    }

    private static long hash(String key) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return hash;
    }

    private static double unit(long hash, int i) {
        long z = hash + (i + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z = z ^ (z >>> 31);
        return (z >>> 40) / (double) (1 << 23) - 1;
    }

    /** Every value within 1e-5 of the output's largest. */
    void check(String output, float[] actual) {
        JsonObject expected = output(output, actual.length);
        if (expected.has("samples")) {
            checkSamples(output, expected, actual);
            return;
        }
        double[] values = doubles(expected.getAsJsonArray("values"));
        assertThat(values).as(output).hasSize(actual.length);
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Double.isNaN(value) ? 0 : Math.abs(value));
        }
        for (int i = 0; i < values.length; i++) {
            // no area against no area: the reference divides 0 by 0, here it is 0
            double value = Double.isNaN(values[i]) ? 0 : values[i];
            assertThat((double) actual[i]).as(output + " " + i).isCloseTo(value, within(1e-5 * largest));
        }
    }

    private static void checkSamples(String output, JsonObject expected, float[] actual) {
        double within = 1e-5 * expected.get("absmax").getAsDouble();
        double sum = 0;
        double largest = 0;
        for (float value : actual) {
            sum += value;
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(sum / actual.length)
                .as(output)
                .isCloseTo(expected.get("mean").getAsDouble(), within(within));
        assertThat(largest).as(output).isCloseTo(expected.get("absmax").getAsDouble(), within(within));
        for (JsonElement element : expected.getAsJsonArray("samples")) {
            int i = element.getAsJsonArray().get(0).getAsInt();
            double value = element.getAsJsonArray().get(1).getAsDouble();
            assertThat((double) actual[i]).as(output + " " + i).isCloseTo(value, within(within));
        }
    }

    /** Whole numbers, exactly. */
    void check(String output, int[] actual) {
        int[] expected = ints(floats(output(output, actual.length).getAsJsonArray("values")));
        assertThat(actual).as(output).containsExactly(expected);
    }

    /** Whole numbers that may be off by the file's tolerance. */
    void checkAbout(String output, int[] actual) {
        double tolerance = json.getAsJsonObject("tolerance").get(output).getAsDouble();
        double[] expected = doubles(output(output, actual.length).getAsJsonArray("values"));
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).as(output + " " + i).isCloseTo(expected[i], within(tolerance));
        }
    }

    boolean hasGradients() {
        return json.has("gradients");
    }

    /** Outputs that no check asked for. */
    Set<String> unchecked() {
        return unchecked;
    }

    private JsonObject output(String name, int size) {
        unchecked.remove(name);
        JsonObject output = json.getAsJsonObject("outputs").getAsJsonObject(name);
        int expected = 1;
        for (JsonElement side : output.getAsJsonArray("shape")) {
            expected *= side.getAsInt();
        }
        assertThat(size).as(name).isEqualTo(expected);
        return output;
    }

    private static float[] floats(JsonArray array) {
        double[] values = doubles(array);
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static double[] doubles(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(e -> e.getAsString().equals("nan") ? Double.NaN : e.getAsDouble())
                .toArray();
    }

    static int[] ints(float[] values) {
        int[] ints = new int[values.length];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = Math.round(values[i]);
        }
        return ints;
    }
}
