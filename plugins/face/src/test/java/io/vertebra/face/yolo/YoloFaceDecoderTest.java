package io.vertebra.face.yolo;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two images of 128x96 pixels: 3 rows of 4 cells, 32 pixels each way. */
class YoloFaceDecoderTest {
    private static final int ROWS = 3;
    private static final int COLUMNS = 4;

    private final YoloFaceHead head = new YoloFaceHead();
    private final float[] values = new float[2 * 25 * ROWS * COLUMNS];

    @BeforeEach
    void nothingAnywhere() {
        for (int image = 0; image < 2; image++) {
            for (int anchor = 0; anchor < 5; anchor++) {
                int from = index(image, anchor, 4, 0, 0);
                Arrays.fill(values, from, from + ROWS * COLUMNS, -20);
            }
        }
    }

    private static int index(int image, int anchor, int code, int row, int column) {
        return ((image * 25 + anchor * 5 + code) * ROWS + row) * COLUMNS + column;
    }

    private void set(int image, int anchor, int row, int column, double... codes) {
        for (int code = 0; code < codes.length; code++) {
            values[index(image, anchor, code, row, column)] = (float) codes[code];
        }
    }

    private List<List<ScoredBox>> decode(YoloFaceOptions options) {
        RawOutputs raw = new RawOutputs(
                Map.of("output", new RawOutputs.Value(List.of(2L, 25L, 3L, 4L), FloatBuffer.wrap(values))));
        ImageSize input = new ImageSize(128, 96);
        DecodeContext context = new DecodeContext(input, List.of(input, input), new Labels(List.of("face")));
        return head.decode(options, raw, context).stream()
                .map(prediction -> ((Predictions.Boxes) prediction).boxes())
                .toList();
    }

    private static double logit(double probability) {
        return Math.log(probability / (1 - probability));
    }

    @Test
    void findsNothingInSilence() {
        assertThat(decode(head.defaults())).containsExactly(List.of(), List.of());
    }

    @Test
    void centresAreRelativeToTheCellAndSizesToTheAnchor() {
        set(1, 2, 2, 1, logit(0.25), logit(0.75), Math.log(0.5), Math.log(2), logit(0.875));
        List<List<ScoredBox>> found = decode(head.defaults());
        assertThat(found.get(0)).isEmpty();
        assertThat(found.get(1)).hasSize(1);
        ScoredBox face = found.get(1).get(0);
        assertThat(face.score()).isCloseTo(0.875f, within(1e-6f));
        assertThat(face.label()).isZero();
        double width = 0.5 * 2.882459 * 32;
        double height = 2 * 3.518061 * 32;
        Box box = face.box();
        assertThat((double) box.x1()).isCloseTo(1.25 * 32 - width / 2, within(1e-3));
        assertThat((double) box.y1()).isCloseTo(2.75 * 32 - height / 2, within(1e-3));
        assertThat((double) box.width()).isCloseTo(width, within(1e-3));
        assertThat((double) box.height()).isCloseTo(height, within(1e-3));
    }

    @Test
    void theBetterOfTwoFacesThatOverlapStays() {
        // anchor 3 of 4.27 x 5.18 cells; the second a cell to the right: overlap 0.62
        set(0, 3, 1, 1, 0, 0, 0, 0, logit(0.6));
        set(0, 3, 1, 2, 0, 0, 0, 0, logit(0.7));
        assertThat(decode(head.defaults()).get(0))
                .extracting(face -> Math.round(face.score() * 10))
                .containsExactly(7);
        assertThat(decode(new YoloFaceOptions(0.5f, 0.65f, 100)).get(0))
                .extracting(face -> Math.round(face.score() * 10))
                .containsExactly(7, 6);
        assertThat(decode(new YoloFaceOptions(0.5f, 0.65f, 1)).get(0)).hasSize(1);
        assertThat(decode(new YoloFaceOptions(0.65f, 0.65f, 100)).get(0)).hasSize(1);
    }

    @Test
    void aScoreAtTheThresholdIsNoFace() {
        set(0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(decode(head.defaults()).get(0)).isEmpty();
        assertThat(decode(new YoloFaceOptions(0.499f, 0.4f, 100)).get(0)).hasSize(1);
    }

    @Test
    void boxesWithoutFiniteEdgesAreLeftOut() {
        set(0, 0, 0, 0, 0, 0, 1e6, 0, 20);
        set(0, 1, 0, 0, Float.NaN, 0, 0, 0, 10);
        set(0, 4, 0, 0, 0, 0, 0, 0, Float.NaN);
        assertThat(decode(head.defaults()).get(0)).isEmpty();
    }
}
