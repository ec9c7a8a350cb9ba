package io.vertebra.pose.simplebaseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Keypoint;
import io.vertebra.api.geometry.Point;
import io.vertebra.api.model.DecodeContext;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.OutputSpec;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.core.image.Photo;
import io.vertebra.core.image.PhotoReader;
import io.vertebra.core.image.Preprocessor;
import io.vertebra.core.weights.SeededValues;
import io.vertebra.pose.simplebaseline.SimpleBaselineOptions.QuarterShift;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeatmapPeaksTest {
    private static final Path FIXTURE =
            Path.of("src", "test", "resources", "decode", "simple-baseline-r50.decode.json");
    private static final ImageSize INPUT = new ImageSize(192, 256);
    private static final int ROWS = 64;
    private static final int COLUMNS = 48;
    private static final int STRIDE = 4;

    private final SimpleBaselineHead head = new SimpleBaselineHead();

    @Test
    void theReferencesPointsAndScores() throws IOException {
        JsonObject fixture = JsonParser.parseString(Files.readString(FIXTURE)).getAsJsonObject();
        JsonObject expected = fixture.getAsJsonObject("expected");
        List<Keypoint> points = decode(QuarterShift.MICROSOFT, heatmaps(fixture));
        assertThat(points).hasSize(17);
        ImageTransform crop = crop(fixture.getAsJsonObject("parameters"));
        for (int joint = 0; joint < points.size(); joint++) {
            Keypoint point = points.get(joint);
            // The values of the fixture are quarters and sixteenths: exact in float.
            assertThat(new Point(point.at().x() / STRIDE, point.at().y() / STRIDE))
                    .isEqualTo(point(expected, "keypoints", joint));
            assertThat(point.score())
                    .isCloseTo(expected.getAsJsonArray("scores").get(joint).getAsFloat(), within(1e-7f));
            Point wanted = point(expected, "imageKeypoints", joint);
            assertThat(crop.toOriginal(point.at()).x()).isCloseTo(wanted.x(), within(1e-4f));
            assertThat(crop.toOriginal(point.at()).y()).isCloseTo(wanted.y(), within(1e-4f));
        }
    }

    /** Joint by joint from both inputs of the fixture, the second one without a positive value. */
    private static float[] heatmaps(JsonObject fixture) {
        float[] all = new float[17 * ROWS * COLUMNS];
        int filled = 0;
        for (var element : fixture.getAsJsonArray("inputs")) {
            JsonObject input = element.getAsJsonObject();
            int count = input.getAsJsonArray("shape").get(1).getAsInt() * ROWS * COLUMNS;
            float[] values = SeededValues.of(
                            fixture.get("seed").getAsLong(), input.get("key").getAsString())
                    .fill(
                            count,
                            input.get("offset").getAsDouble(),
                            input.get("scale").getAsDouble());
            System.arraycopy(values, 0, all, filled, count);
            filled += count;
        }
        assertThat(filled).isEqualTo(all.length);
        return all;
    }

    /**
     * The crop that Vertebra itself makes around the person's box: the input's width shows {@code scale * pixelsPerScale} pixels,
     * a quarter more than the box has.
     */
    private static ImageTransform crop(JsonObject parameters) {
        float width = parameters.get("scale").getAsFloat()
                * parameters.get("pixelsPerScale").getAsFloat()
                / 1.25f;
        JsonArray centre = parameters.getAsJsonArray("center");
        float x = centre.get(0).getAsFloat();
        float y = centre.get(1).getAsFloat();
        Box person = new Box(x - width / 2, y - 100, x + width / 2, y + 100);
        Photo photo = new PhotoReader().read(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "black");
        Preprocessing imagenet = Preprocessing.imagenet();
        Preprocessing reference = new Preprocessing(
                INPUT,
                Preprocessing.Fit.AFFINE_CROP,
                0,
                Preprocessing.Kernel.OPENCV_LINEAR,
                Preprocessing.Channels.BGR,
                imagenet.mean(),
                imagenet.std());
        return new Preprocessor().prepare(photo, reference, person).transform();
    }

    private static Point point(JsonObject expected, String name, int joint) {
        JsonArray pair = expected.getAsJsonArray(name).get(joint).getAsJsonArray();
        return new Point(pair.get(0).getAsFloat(), pair.get(1).getAsFloat());
    }

    /** With a larger neighbour to the right of and below each peak; the last row and column have none. */
    @ParameterizedTest
    @CsvSource({
        "MICROSOFT, 0, 5, 0, 5",
        "MICROSOFT, 1, 5, 1, 5",
        "MICROSOFT, 5, 1, 5, 1",
        "MICROSOFT, 2, 2, 2.25, 2.25",
        "MICROSOFT, 46, 62, 46.25, 62.25",
        "MICROSOFT, 47, 30, 47, 30",
        "MICROSOFT, 30, 63, 30, 63",
        "PYTORCHCV, 0, 5, 0, 5",
        "PYTORCHCV, 1, 5, 1.25, 5.25",
        "PYTORCHCV, 5, 1, 5.25, 1.25",
        "PYTORCHCV, 47, 30, 47, 30",
        "PYTORCHCV, 30, 63, 30, 63"
    })
    void shiftsWhereTheReferenceDoes(QuarterShift shift, int column, int row, float x, float y) {
        float[] values = new float[ROWS * COLUMNS];
        int peak = row * COLUMNS + column;
        values[peak] = 0.75f;
        if (column < COLUMNS - 1 && row < ROWS - 1) {
            values[peak + 1] = 0.5f;
            values[peak + COLUMNS] = 0.5f;
        }
        assertThat(decode(shift, values)).containsExactly(new Keypoint(new Point(STRIDE * x, STRIDE * y), 0.75f));
    }

    @Test
    void equalNeighboursDoNotPullAndTheFirstOfEqualPeaksWins() {
        float[] values = new float[ROWS * COLUMNS];
        values[10 * COLUMNS + 10] = 0.5f;
        values[20 * COLUMNS + 5] = 0.5f;
        assertThat(decode(QuarterShift.MICROSOFT, values))
                .containsExactly(new Keypoint(new Point(STRIDE * 10, STRIDE * 10), 0.5f));
    }

    @Test
    void aHeatmapWithoutAnythingPositivePointsToTheFirstCell() {
        float[] values = new float[ROWS * COLUMNS];
        java.util.Arrays.fill(values, -0.5f);
        values[500] = -0.25f;
        assertThat(decode(QuarterShift.MICROSOFT, values)).containsExactly(new Keypoint(new Point(0, 0), -0.25f));
        java.util.Arrays.fill(values, Float.NaN);
        assertThat(decode(QuarterShift.MICROSOFT, values).get(0).at()).isEqualTo(new Point(0, 0));
    }

    @Test
    void everyImageOfABatchHasItsOwnFigure() {
        float[] values = new float[2 * 2 * 4 * 4];
        values[5] = 1; // image 0, joint 0: column 1, row 1
        values[16 + 10] = 1; // image 0, joint 1: column 2, row 2
        values[32 + 15] = 1; // image 1, joint 0: column 3, row 3
        values[48 + 3] = 1; // image 1, joint 1: column 3, row 0
        ImageSize input = new ImageSize(32, 16);
        RawOutputs.Value heatmaps = new RawOutputs.Value(List.of(2L, 2L, 4L, 4L), FloatBuffer.wrap(values));
        List<Predictions> images = head.decode(
                head.tiny(),
                new RawOutputs(Map.of(OutputSpec.OUTPUT, heatmaps)),
                new DecodeContext(input, List.of(input, input), new Labels(List.of("a", "b"))));
        assertThat(images).hasSize(2);
        assertThat(points(images.get(0))).extracting(Keypoint::at).containsExactly(new Point(8, 4), new Point(16, 8));
        assertThat(points(images.get(1))).extracting(Keypoint::at).containsExactly(new Point(24, 12), new Point(24, 0));
    }

    private List<Keypoint> decode(QuarterShift shift, float[] values) {
        long joints = values.length / (ROWS * COLUMNS);
        SimpleBaselineOptions options = new SimpleBaselineOptions((int) joints, List.of(256), 4, shift);
        RawOutputs.Value heatmaps =
                new RawOutputs.Value(List.of(1L, joints, (long) ROWS, (long) COLUMNS), FloatBuffer.wrap(values));
        List<Predictions> images = head.decode(
                options,
                new RawOutputs(Map.of(OutputSpec.OUTPUT, heatmaps)),
                new DecodeContext(INPUT, List.of(INPUT), new Labels(List.of("joint"))));
        assertThat(images).hasSize(1);
        return points(images.get(0));
    }

    private static List<Keypoint> points(Predictions image) {
        List<Predictions.Figure> figures = ((Predictions.Keypoints) image).figures();
        assertThat(figures).hasSize(1);
        return figures.get(0).points();
    }
}
