package io.vertebra.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertebra.api.box.Overlap;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.api.result.Detection;
import io.vertebra.api.result.Detections;
import io.vertebra.core.Predictor;
import io.vertebra.core.Vertebra;
import io.vertebra.core.image.PhotoReader;
import io.vertebra.core.image.Prepared;
import io.vertebra.core.image.Preprocessor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tiny detector, and what face-api.js 1.7.15 says of the astronaut's portrait. */
final class TinyFaceDetectorIT {
    private static final Path PHOTO = Path.of(System.getProperty("vertebra.home"), "samples", "astronaut.png");
    /** x, y, width and height of the reference, rounded to a hundredth of a pixel. */
    private static final Box REFERENCE = new Box(163.25f, 75.66f, 163.25f + 116.04f, 75.66f + 110.98f);

    private static final float REFERENCE_SCORE = 0.97547f;

    private static Vertebra vertebra;
    private static Predictor<Detections> predictor;

    @BeforeAll
    static void open() {
        vertebra = Vertebra.open();
        predictor = vertebra.predictor("face-detector-tiny", Detections.class);
    }

    @AfterAll
    static void close() {
        predictor.close();
        vertebra.close();
    }

    @Test
    void theAstronautsFaceIsWhereTheReferenceFindsIt() {
        List<Detection> found = predictor.predict(PHOTO).result().detections();
        assertThat(found).hasSize(1);
        assertThat(Overlap.iou(found.get(0).box(), REFERENCE)).isGreaterThan(0.999f);
        assertThat(found.get(0).score()).isCloseTo(REFERENCE_SCORE, within(1e-4f));
        assertThat(found.get(0).name()).isEqualTo("face");
    }

    /** The five values of two anchors in a corner cell, at the two far edges, and where the face is. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0.4673, 0.07355, -0.07042, -0.26164, -9.5195",
        "0, 12, 4, 0.34701, 2.86422, -0.56188, -0.18099, -37.59755",
        "3, 5, 2, 0.48197, -0.70804, 0.02189, -0.22191, 3.68306",
        "12, 0, 1, 0.21754, -0.41046, -0.2358, -0.0027, -23.40666",
        "12, 12, 0, -2.7163, -1.07569, -0.19279, -0.36798, -6.74596"
    })
    void theRawOutputIsTheReferences(int row, int column, int anchor, float x, float y, float w, float h, float score) {
        Prepared prepared = new Preprocessor()
                .prepare(new PhotoReader().read(PHOTO), predictor.recipe().preprocessing());
        RawOutputs.Value image = new RawOutputs.Value(List.of(1L, 3L, 416L, 416L), prepared.data());
        RawOutputs.Value output = predictor
                .runtime()
                .run(Map.of("image", image), Set.of())
                .outputs()
                .get("output");
        assertThat(output.shape()).containsExactly(1L, 25L, 13L, 13L);
        float[] expected = {x, y, w, h, score};
        for (int code = 0; code < expected.length; code++) {
            float value = output.data().get(((anchor * 5 + code) * 13 + row) * 13 + column);
            assertThat(value).as("code " + code).isCloseTo(expected[code], within(2e-3f));
        }
    }

    @ParameterizedTest
    @CsvSource({"mobilenet-v1", "resnet18"})
    void anotherBackboneIsOneWord(String backbone) {
        Map<String, Object> overrides = Map.of("backbone", backbone, "weights", "random", "head.score-threshold", 0.01);
        try (Predictor<?> other = vertebra.predictor(vertebra.recipe("face-detector-tiny", overrides))) {
            assertThat(((Detections) other.predict(PHOTO).result()).detections())
                    .isNotEmpty();
        }
    }
}
