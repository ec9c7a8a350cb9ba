package io.vertebra.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertebra.api.box.Overlap;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.result.Detection;
import io.vertebra.api.result.Detections;
import io.vertebra.core.Predictor;
import io.vertebra.core.Vertebra;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first real job: what face-api.js 1.7.15 says of the astronaut's portrait. */
final class FaceDetectorIT {
    private static final Path PHOTO = Path.of(System.getProperty("vertebra.home"), "samples", "astronaut.png");
    /** x, y, width and height of the reference, rounded to a hundredth of a pixel. */
    private static final Box REFERENCE = new Box(181.12f, 72.86f, 181.12f + 83.28f, 72.86f + 101.72f);

    private static final float REFERENCE_SCORE = 0.96484f;

    private static Vertebra vertebra;
    private static Predictor<Detections> predictor;

    @BeforeAll
    static void open() {
        vertebra = Vertebra.open();
        predictor = vertebra.predictor("face-detector", Detections.class);
    }

    @AfterAll
    static void close() {
        predictor.close();
        vertebra.close();
    }

    @Test
    void theAstronautsFaceIsWhereTheReferenceFindsIt() {
        Detections found = predictor.predict(PHOTO).result();
        assertThat(found.image()).isEqualTo(ImageSize.square(512));
        assertThat(found.detections()).hasSize(1);
        Detection face = found.detections().get(0);
        assertThat(Overlap.iou(face.box(), REFERENCE)).isGreaterThan(0.999f);
        assertThat(face.score()).isCloseTo(REFERENCE_SCORE, within(1e-4f));
        assertThat(face.name()).isEqualTo("face");
        assertThat(face.label()).isZero();
    }

    @Test
    void everyWayToGiveAPhotoGivesTheSameAnswer() throws Exception {
        Detections fromFile = predictor.predict(PHOTO).result();
        assertThat(predictor.predict(Files.readAllBytes(PHOTO)).result()).isEqualTo(fromFile);
        assertThat(predictor.predict(ImageIO.read(PHOTO.toFile())).result()).isEqualTo(fromFile);
        try (InputStream stream = Files.newInputStream(PHOTO)) {
            assertThat(predictor.predict(stream).result()).isEqualTo(fromFile);
        }
    }

    @Test
    void predictorsOfOneModelShareItsWeights() {
        try (Predictor<Detections> second = vertebra.predictor("face-detector", Detections.class)) {
            assertThat(second.runtime()).isSameAs(predictor.runtime());
        }
        assertThat(predictor.predict(PHOTO).result().detections()).hasSize(1);
    }
}
