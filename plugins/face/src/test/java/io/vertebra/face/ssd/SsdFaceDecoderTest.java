package io.vertebra.face.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.DecodeContext;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Predictions.ScoredBox;
import io.vertebra.api.model.RawOutputs;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two images of 1024x512 pixels; level l has 32 >> l rows and 64 >> l columns. */
class SsdFaceDecoderTest {
    private static final int IMAGES = 2;
    private final SsdFaceHead head = new SsdFaceHead();
    private final Map<String, float[]> values = new LinkedHashMap<>();

    @BeforeEach
    void nothingAnywhere() {
        for (int level = 0; level < Anchors.LEVELS; level++) {
            int anchors = IMAGES * Anchors.perCell(level) * rows(level) * columns(level);
            float[] scores = new float[anchors * 3];
            Arrays.fill(scores, -20);
            values.put("cls." + level, scores);
            values.put("reg." + level, new float[anchors * 4]);
        }
    }

    private static int rows(int level) {
        return 32 >> level;
    }

    private static int columns(int level) {
        return 64 >> level;
    }

    /** Sets channel k of a default box; "cls" has 3, "reg" has 4 a box. */
    private void set(String kind, int level, int image, int form, int row, int column, int k, double value) {
        int perBox = kind.equals("cls") ? 3 : 4;
        int channels = perBox * Anchors.perCell(level);
        int channel = perBox * form + k;
        int index = ((image * channels + channel) * rows(level) + row) * columns(level) + column;
        values.get(kind + "." + level)[index] = (float) value;
    }

    private List<List<ScoredBox>> decode(SsdFaceOptions options) {
        Map<String, RawOutputs.Value> raw = new LinkedHashMap<>();
        values.forEach((name, data) -> {
            int level = name.charAt(4) - '0';
            long plane = (long) rows(level) * columns(level);
            List<Long> shape =
                    List.of((long) IMAGES, data.length / IMAGES / plane, (long) rows(level), (long) columns(level));
            raw.put(name, new RawOutputs.Value(shape, FloatBuffer.wrap(data)));
        });
        ImageSize input = new ImageSize(1024, 512);
        DecodeContext context = new DecodeContext(input, List.of(input, input), new Labels(List.of("face")));
        return head.decode(options, new RawOutputs(raw), context).stream()
                .map(prediction -> ((Predictions.Boxes) prediction).boxes())
                .toList();
    }

    private static double logit(double probability) {
        return Math.log(probability / (1 - probability));
    }

    private static void assertBox(Box box, double x1, double y1, double x2, double y2) {
        assertThat(box.x1()).isCloseTo((float) x1, within(1e-3f));
        assertThat(box.y1()).isCloseTo((float) y1, within(1e-3f));
        assertThat(box.x2()).isCloseTo((float) x2, within(1e-3f));
        assertThat(box.y2()).isCloseTo((float) y2, within(1e-3f));
    }

    @Test
    void findsNothingInSilence() {
        assertThat(decode(head.defaults())).containsExactly(List.of(), List.of());
    }

    @Test
    void codesAreRelativeToTheDefaultBox() {
        // Level 5, row 0, column 1: centre (0.5, 0.75), first form 0.95 x 0.95 of each side.
        set("cls", 5, 1, 0, 0, 1, 1, logit(0.875));
        set("reg", 5, 1, 0, 0, 1, 0, 2); // centre down by 2/10 of 0.95
        set("reg", 5, 1, 0, 0, 1, 1, -1); // centre left by 1/10 of 0.95
        set("reg", 5, 1, 0, 0, 1, 2, 5 * Math.log(0.5)); // half as high
        set("reg", 5, 1, 0, 0, 1, 3, 5 * Math.log(0.2)); // a fifth as wide
        List<List<ScoredBox>> found = decode(head.defaults());
        assertThat(found.get(0)).isEmpty();
        assertThat(found.get(1)).hasSize(1);
        ScoredBox face = found.get(1).get(0);
        assertThat(face.label()).isZero();
        assertThat(face.score()).isCloseTo(0.875f, within(1e-6f));
        double centreX = 0.75 - 0.095;
        double centreY = 0.5 + 0.19;
        assertBox(
                face.box(),
                (centreX - 0.095) * 1024,
                (centreY - 0.2375) * 512,
                (centreX + 0.095) * 1024,
                (centreY + 0.2375) * 512);
    }

    @Test
    void theFinestLevelHasThreeBoxesACell() {
        // Level 0, row 31, column 7, third form: scale 0.2, twice as high as wide.
        set("cls", 0, 0, 2, 31, 7, 1, 3);
        List<ScoredBox> found = decode(head.defaults()).get(0);
        assertThat(found).hasSize(1);
        double halfWidth = 0.1 / Math.sqrt(2);
        double halfHeight = 0.1 * Math.sqrt(2);
        assertBox(
                found.get(0).box(),
                (7.5 / 64 - halfWidth) * 1024,
                (31.5 / 32 - halfHeight) * 512,
                (7.5 / 64 + halfWidth) * 1024,
                (31.5 / 32 + halfHeight) * 512);
    }

    @Test
    void onlyTheSecondClassIsAFace() {
        set("cls", 3, 0, 4, 2, 2, 0, 20);
        set("cls", 3, 0, 4, 2, 2, 2, 20);
        assertThat(decode(head.defaults()).get(0)).isEmpty();
    }

    @Test
    void theBetterOfTwoFacesThatOverlapStays() {
        set("cls", 5, 0, 0, 0, 0, 1, logit(0.6));
        set("cls", 5, 0, 1, 0, 0, 1, logit(0.7)); // the same centre, 0.9747 x 0.9747: overlap 0.95
        set("cls", 5, 0, 0, 0, 1, 1, logit(0.9)); // half an image to the right: overlap under 0.5
        assertThat(decode(head.defaults()).get(0))
                .extracting(face -> Math.round(face.score() * 10))
                .containsExactly(9, 7);
        assertThat(decode(new SsdFaceOptions(0.5f, 0.99f, 100)).get(0))
                .extracting(face -> Math.round(face.score() * 10))
                .containsExactly(9, 7, 6);
        assertThat(decode(new SsdFaceOptions(0.5f, 0.99f, 2)).get(0))
                .extracting(face -> Math.round(face.score() * 10))
                .containsExactly(9, 7);
        assertThat(decode(new SsdFaceOptions(0.8f, 0.99f, 100)).get(0))
                .extracting(face -> Math.round(face.score() * 10))
                .containsExactly(9);
    }

    @Test
    void aScoreAtTheThresholdIsNoFace() {
        set("cls", 4, 0, 3, 1, 1, 1, 0);
        assertThat(decode(head.defaults()).get(0)).isEmpty();
        assertThat(decode(new SsdFaceOptions(0.499f, 0.5f, 100)).get(0)).hasSize(1);
    }

    @Test
    void boxesWithoutFiniteEdgesAreLeftOut() {
        set("cls", 5, 0, 0, 0, 0, 1, 20);
        set("reg", 5, 0, 0, 0, 0, 2, 1e6);
        set("cls", 5, 0, 3, 0, 0, 1, 10);
        set("reg", 5, 0, 3, 0, 0, 1, Float.NaN);
        set("cls", 5, 0, 4, 0, 0, 1, Float.NaN);
        assertThat(decode(head.defaults()).get(0)).isEmpty();
    }
}
