package io.vertebra.tck.reference;

import io.vertebra.core.weights.SeededValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The fixture of {@code reference-classifier}: the network worked out once more in double precision, with loops, so that its
 * numbers do not come from the network that they are to judge.
 */
public final class PlainReference {
    /** Channels of c1; c2 has twice as many. */
    private static final int WIDTH = 4;

    private static final int CLASSES = 3;
    private static final double EPSILON = 1e-5;
    private static final int HEIGHT = 13;
    private static final int COLUMNS = 10;

    private final Map<String, String> state = new LinkedHashMap<>();
    private final Map<String, float[]> values = new LinkedHashMap<>();

    /** What the fixture says, in the form of a file. */
    public static String fixture() {
        return new PlainReference().text(0.3);
    }

    /** One whose classifier does not look at the image: its output is the bias. */
    public static String deafFixture() {
        return new PlainReference().text(0);
    }

    private String text(double classifier) {
        conv("conv1.weight", WIDTH, 3);
        norm("bn1", WIDTH);
        conv("conv2.weight", 2 * WIDTH, WIDTH);
        norm("bn2", 2 * WIDTH);
        tensor("fc.weight", List.of(CLASSES, 2 * WIDTH), 0, classifier);
        tensor("fc.bias", List.of(CLASSES), 0, 0.1);
        double[][][] image = new double[3][HEIGHT][COLUMNS];
        float[] input = SeededValues.of(0, "input:0:image").fill(3 * HEIGHT * COLUMNS, 0, 1);
        for (int i = 0; i < input.length; i++) {
            image[i / (HEIGHT * COLUMNS)][i / COLUMNS % HEIGHT][i % COLUMNS] = input[i];
        }
        double[][][] c1 = stage(image, "conv1.weight", "bn1", WIDTH);
        double[][][] c2 = stage(c1, "conv2.weight", "bn2", 2 * WIDTH);
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("output", described(classified(c2), List.of(1, CLASSES)));
        outputs.put("feature.c1", described(flat(c1), List.of(1, WIDTH, c1[0].length, c1[0][0].length)));
        outputs.put("feature.c2", described(flat(c2), List.of(1, 2 * WIDTH, c2[0].length, c2[0][0].length)));
        return document(outputs);
    }

    private void conv(String key, int out, int in) {
        tensor(key, List.of(out, in, 3, 3), 0, Math.sqrt(6.0 / (9 * in)));
    }

    private void norm(String name, int channels) {
        tensor(name + ".weight", List.of(channels), 0.8, 0.3);
        tensor(name + ".bias", List.of(channels), 0, 0.1);
        tensor(name + ".running_mean", List.of(channels), 0, 0.1);
        tensor(name + ".running_var", List.of(channels), 0.01, 0.003);
    }

    private void tensor(String key, List<Integer> shape, double offset, double scale) {
        state.put(key, "[\"" + key + "\"," + shape + "," + offset + "," + scale + "]");
        int count = shape.stream().reduce(1, (a, b) -> a * b);
        values.put(key, SeededValues.of(0, key).fill(count, offset, scale));
    }

    /** Convolution of 3 x 3 with stride 2 and one zero around, batch norm, ReLU. */
    private double[][][] stage(double[][][] x, String weight, String norm, int out) {
        int height = (x[0].length + 1) / 2;
        int width = (x[0][0].length + 1) / 2;
        double[][][] y = new double[out][height][width];
        for (int o = 0; o < out; o++) {
            double gain = value(norm + ".weight", o) / Math.sqrt(value(norm + ".running_var", o) + EPSILON);
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    double sum = convolved(x, weight, o, 2 * row - 1, 2 * column - 1);
                    y[o][row][column] =
                            Math.max(0, (sum - value(norm + ".running_mean", o)) * gain + value(norm + ".bias", o));
                }
            }
        }
        return y;
    }

    private double convolved(double[][][] x, String weight, int o, int top, int left) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < 9; k++) {
                int row = top + k / 3;
                int column = left + k % 3;
                if (row >= 0 && row < x[i].length && column >= 0 && column < x[i][0].length) {
                    sum += x[i][row][column] * value(weight, (o * x.length + i) * 9 + k);
                }
            }
        }
        return sum;
    }

    private double[] classified(double[][][] map) {
        double[] logits = new double[CLASSES];
        for (int k = 0; k < CLASSES; k++) {
            logits[k] = value("fc.bias", k);
            for (int i = 0; i < map.length; i++) {
                double mean = 0;
                for (double[] row : map[i]) {
                    for (double pixel : row) {
                        mean += pixel / (map[i].length * row.length);
                    }
                }
                logits[k] += mean * value("fc.weight", k * map.length + i);
            }
        }
        return logits;
    }

    private double value(String key, int index) {
        return values.get(key)[index];
    }

    private static double[] flat(double[][][] map) {
        List<Double> all = new ArrayList<>();
        for (double[][] plane : map) {
            for (double[] row : plane) {
                for (double pixel : row) {
                    all.add(pixel);
                }
            }
        }
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static String described(double[] output, List<Integer> shape) {
        double sum = 0;
        double largest = 0;
        StringJoiner samples = new StringJoiner(",", "[", "]");
        for (int i = 0; i < output.length; i++) {
            sum += output[i];
            largest = Math.max(largest, Math.abs(output[i]));
            samples.add("[" + i + "," + output[i] + "]");
        }
        return String.format(
                Locale.ROOT,
                "{\"shape\":%s,\"mean\":%s,\"absmax\":%s,\"float32Deviation\":1e-7,\"samples\":%s}",
                shape,
                sum / output.length,
                largest,
                samples);
    }

    private String document(Map<String, String> outputs) {
        int parameters = values.entrySet().stream()
                .filter(entry -> !entry.getKey().contains("running"))
                .mapToInt(entry -> entry.getValue().length)
                .sum();
        StringJoiner named = new StringJoiner(",\n  ", "{", "}");
        outputs.forEach((name, output) -> named.add("\"" + name + "\":" + output));
        return "{\"format\":\"vertebra-parity/1\",\"id\":\"reference-classifier\","
                + "\"model\":{\"model\":\"reference-classifier\",\"set\":{}},\"dialect\":\"torchvision\",\"seed\":0,"
                + "\"parameters\":" + parameters + ",\"input\":{\"offset\":0,\"scale\":1},\n\"state\":["
                + String.join(",\n ", state.values())
                + "],\n\"cases\":[{\"inputs\":[{\"name\":\"image\",\"shape\":[1,3,"
                + HEIGHT + "," + COLUMNS + "],\"kind\":\"uniform\"}],\n \"outputs\":" + named + "}]}\n";
    }
}
