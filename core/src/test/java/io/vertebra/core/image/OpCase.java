package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;

/** A case of the operator fixtures: an image file, and samples of what a reference implementation makes of it. */
record OpCase(JsonObject json) {
    String id() {
        return json.get("id").getAsString();
    }

    Path file() {
        return ImageFixtures.resolve(json.getAsJsonArray("inputs")
                .get(0)
                .getAsJsonObject()
                .get("file")
                .getAsString());
    }

    JsonObject parameters() {
        return json.getAsJsonObject("parameters");
    }

    int height() {
        return image().getAsJsonArray("shape").get(0).getAsInt();
    }

    int width() {
        return image().getAsJsonArray("shape").get(1).getAsInt();
    }

    int channels() {
        return image().getAsJsonArray("shape").get(2).getAsInt();
    }

    String sha256() {
        return image().get("sha256").getAsString();
    }

    /** The values of an output other than the image. */
    JsonArray output(String name) {
        return json.getAsJsonObject("outputs").getAsJsonObject(name).getAsJsonArray("values");
    }

    double tolerance(String name) {
        JsonElement value = json.getAsJsonObject("tolerance").get(name);
        return value == null ? Double.POSITIVE_INFINITY : value.getAsDouble();
    }

    /** All tolerances of the file, on samples and channel means; where none is allowed, on every byte. */
    void check(Photo photo) {
        assertThat(photo.size().toString()).isEqualTo(width() + "x" + height());
        check(photo.pixels());
    }

    /** All tolerances on levels in the order of the fixture: row by row, channels innermost. */
    void check(byte[] levels) {
        assertThat(levels).hasSize(width() * height() * channels());
        Differences found = compare((y, x, c) -> levels[channels() * (y * width() + x) + c] & 0xFF);
        assertThat(found.max()).as(id() + " max").isLessThanOrEqualTo(tolerance("max"));
        assertThat(found.mean()).as(id() + " mean").isLessThanOrEqualTo(tolerance("mean"));
        assertThat(found.percentile99()).as(id() + " p99").isLessThanOrEqualTo(tolerance("percentile99"));
        assertThat(found.channelMeans())
                .as(id() + " channel means")
                .isLessThanOrEqualTo(Math.min(tolerance("max"), tolerance("mean")) + 1e-5);
        if (tolerance("max") == 0) {
            assertThat(ImageFixtures.sha256(levels)).as(id()).isEqualTo(sha256());
        }
    }

    Differences compare(Pixels pixels) {
        JsonArray samples = image().getAsJsonArray("samples");
        double[] differences = new double[channels() * samples.size()];
        for (int i = 0; i < samples.size(); i++) {
            JsonArray sample = samples.get(i).getAsJsonArray();
            for (int c = 0; c < channels(); c++) {
                double value = pixels.at(sample.get(0).getAsInt(), sample.get(1).getAsInt(), c);
                differences[channels() * i + c] =
                        Math.abs(value - sample.get(2 + c).getAsDouble());
            }
        }
        Arrays.sort(differences);
        return new Differences(
                differences[differences.length - 1],
                Arrays.stream(differences).average().orElseThrow(),
                differences[(int) Math.ceil(0.99 * differences.length) - 1],
                channelMeans(pixels));
    }

    private double channelMeans(Pixels pixels) {
        double worst = 0;
        for (int c = 0; c < channels(); c++) {
            double sum = 0;
            for (int y = 0; y < height(); y++) {
                for (int x = 0; x < width(); x++) {
                    sum += pixels.at(y, x, c);
                }
            }
            double mean = image().getAsJsonArray("mean").get(c).getAsDouble();
            worst = Math.max(worst, Math.abs(sum / width() / height() - mean));
        }
        return worst;
    }

    private JsonObject image() {
        return json.getAsJsonObject("outputs").getAsJsonObject("image");
    }

    @Override
    public String toString() {
        return id();
    }

    /** Ours. */
    interface Pixels {
        double at(int y, int x, int channel);
    }

    /** Ours against the reference: on the samples, and the worst channel mean over all pixels. */
    record Differences(double max, double mean, double percentile99, double channelMeans) {}
}
