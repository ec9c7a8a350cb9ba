package io.vertebra.core.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.vertebra.core.weights.SeededValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One case of {@code ops/nn}: an operator's parameters, its inputs, and the numbers that PyTorch gives. */
record OperatorFixture(String id, JsonObject json) {
    private static final Path FOLDER = Path.of("src", "test", "resources", "ops", "nn");

    static List<OperatorFixture> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(OperatorFixture::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OperatorFixture of(String id) {
        return read(FOLDER.resolve(id + ".json"));
    }

    private static OperatorFixture read(Path file) {
        try {
            JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            return new OperatorFixture(json.get("id").getAsString(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shapes of the inputs by name. */
    Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (JsonElement input : json.getAsJsonArray("inputs")) {
            shapes.put(input.getAsJsonObject().get("name").getAsString(), shape(input.getAsJsonObject()));
        }
        reference().ifPresent(shape -> shapes.put("reference", shape));
        return shapes;
    }

    private static Shape shape(JsonObject array) {
        return new Shape(array.getAsJsonArray("shape").asList().stream()
                .mapToLong(JsonElement::getAsLong)
                .toArray());
    }

    /** The inputs by name, as arrays of the manager. */
    Map<String, NDArray> inputs(NDManager manager) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        for (JsonElement element : json.getAsJsonArray("inputs")) {
            JsonObject input = element.getAsJsonObject();
            Shape shape = shape(input);
            arrays.put(input.get("name").getAsString(), manager.create(values(input, shape), shape));
        }
        reference().ifPresent(shape -> arrays.put("reference", manager.ones(shape)));
        return arrays;
    }

    /** A size that is a number in PyTorch and a map's in ours becomes another input. */
    private Optional<Shape> reference() {
        if (id.startsWith("fold-")) {
            int[] size = integers("outputSize");
            return Optional.of(new Shape(1, 1, size[0], size[1]));
        }
        if (id.equals("affine-grid")) {
            int[] size = integers("size");
            return Optional.of(new Shape(1, 1, size[2], size[3]));
        }
        return Optional.empty();
    }

    private float[] values(JsonObject input, Shape shape) {
        if (!input.has("values")) {
            return seeded(input, shape);
        }
        JsonArray given = input.getAsJsonArray("values");
        float[] values = new float[given.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = given.get(i).getAsFloat();
        }
        return values;
    }

    private float[] seeded(JsonObject source, Shape shape) {
        return SeededValues.of(json.get("seed").getAsLong(), source.get("key").getAsString())
                .fill(
                        Math.toIntExact(shape.size()),
                        source.get("offset").getAsDouble(),
                        source.get("scale").getAsDouble());
    }

    /** The weights of the outputs in the loss whose gradients are given; empty when none are. */
    Map<String, NDArray> lossWeights(Map<String, NDArray> outputs, NDManager manager) {
        Map<String, NDArray> weights = new LinkedHashMap<>();
        if (json.has("gradientWeights")) {
            json.getAsJsonObject("gradientWeights").entrySet().forEach(entry -> {
                Shape shape = outputs.get(entry.getKey()).getShape();
                weights.put(
                        entry.getKey(), manager.create(seeded(entry.getValue().getAsJsonObject(), shape), shape));
            });
        }
        return weights;
    }

    Map<String, Expected> outputs() {
        return expected("outputs", "");
    }

    /** By the name of the input. */
    Map<String, Expected> gradients() {
        return json.has("gradients") ? expected("gradients", "grad.") : Map.of();
    }

    private Map<String, Expected> expected(String group, String prefix) {
        Map<String, Expected> all = new LinkedHashMap<>();
        json.getAsJsonObject(group)
                .entrySet()
                .forEach(entry -> all.put(
                        entry.getKey().substring(prefix.length()),
                        Expected.of(id, entry.getKey(), entry.getValue().getAsJsonObject())));
        return all;
    }

    int integer(String key) {
        return json.getAsJsonObject("parameters").get(key).getAsInt();
    }

    float number(String key) {
        return json.getAsJsonObject("parameters").get(key).getAsFloat();
    }

    boolean flag(String key) {
        return has(key) && json.getAsJsonObject("parameters").get(key).getAsBoolean();
    }

    boolean has(String key) {
        JsonElement value = json.getAsJsonObject("parameters").get(key);
        return value != null && !value.isJsonNull();
    }

    String text(String key) {
        return json.getAsJsonObject("parameters").get(key).getAsString();
    }

    /** Two numbers, vertical first; a single one stands for both. */
    int[] pair(String key, int otherwise) {
        if (!has(key)) {
            return new int[] {otherwise, otherwise};
        }
        JsonElement value = json.getAsJsonObject("parameters").get(key);
        if (value.isJsonArray()) {
            JsonArray both = value.getAsJsonArray();
            return new int[] {both.get(0).getAsInt(), both.get(1).getAsInt()};
        }
        return new int[] {value.getAsInt(), value.getAsInt()};
    }

    int[] integers(String key) {
        return json.getAsJsonObject("parameters").getAsJsonArray(key).asList().stream()
                .mapToInt(JsonElement::getAsInt)
                .toArray();
    }

    /** What an array must be: its shape, and its values, or some of them and the mean of all. */
    record Expected(
            String name, Shape shape, Map<Integer, Double> samples, double mean, double absmax, double tolerance) {
        private static final double FLOAT32 = 1e-5;
        private static final double FLOAT32_SAMPLING = 1e-4;
        /** Means are written with nine digits. */
        private static final double ROUNDED = 1e-8;

        static Expected of(String id, String name, JsonObject array) {
            Map<Integer, Double> samples = new LinkedHashMap<>();
            double absmax = 0;
            double mean = Double.NaN;
            if (array.has("values")) {
                for (JsonElement value : array.getAsJsonArray("values")) {
                    samples.put(samples.size(), value.getAsDouble());
                    absmax = Math.max(absmax, Math.abs(value.getAsDouble()));
                }
            } else {
                for (JsonElement sample : array.getAsJsonArray("samples")) {
                    JsonArray pair = sample.getAsJsonArray();
                    samples.put(pair.get(0).getAsInt(), pair.get(1).getAsDouble());
                }
                absmax = array.get("absmax").getAsDouble();
                mean = array.get("mean").getAsDouble();
            }
            boolean sampling = id.startsWith("grid-sample") || id.startsWith("deform-conv");
            double deviation = array.has("float32Deviation")
                            && !array.get("float32Deviation").isJsonNull()
                    ? array.get("float32Deviation").getAsDouble()
                    : 0;
            double tolerance = Math.max(sampling ? FLOAT32_SAMPLING : FLOAT32, 20 * deviation);
            boolean exact = name.equals("indices");
            return new Expected(name, OperatorFixture.shape(array), samples, mean, absmax, exact ? 0 : tolerance);
        }

        /** The first thing that is wrong about an array; empty when nothing is. */
        String fault(NDArray actual) {
            return actual.getShape().equals(shape)
                    ? fault(numbers(actual))
                    : name + " has shape " + actual.getShape() + ", expected " + shape;
        }

        /** The same about its values in row-major order. */
        String fault(double[] values) {
            double largest = 0;
            for (double value : values) {
                largest = Math.max(largest, Math.abs(value));
            }
            if (!(Math.abs(largest - absmax) <= tolerance * absmax)) {
                return name + " has the largest magnitude " + largest + ", expected " + absmax;
            }
            double average = Arrays.stream(values).average().orElse(0);
            // NaN where all values are given
            if (!Double.isNaN(mean) && !(Math.abs(average - mean) <= Math.max(tolerance, ROUNDED) * absmax)) {
                return name + " has the mean " + average + ", expected " + mean;
            }
            for (Map.Entry<Integer, Double> sample : samples.entrySet()) {
                double value = values[sample.getKey()];
                if (!(Math.abs(value - sample.getValue()) <= tolerance * absmax)) {
                    return name + "[" + sample.getKey() + "] is " + value + ", expected " + sample.getValue();
                }
            }
            return "";
        }

        static double[] numbers(NDArray array) {
            try (NDArray wide = array.toType(DataType.FLOAT64, true)) {
                return wide.toDoubleArray();
            }
        }
    }
}
