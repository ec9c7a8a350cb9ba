package io.vertebra.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.result.Classes;
import io.vertebra.core.Predictor;
import io.vertebra.core.Vertebra;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The bundled classifier on the sample photos of the product; the plugin's own test compares all figures. */
final class ClassifierIT {
    private static final Path SAMPLES = Path.of(System.getProperty("vertebra.home"), "samples");

    @Test
    void saysWhatIsOnTheSamplePhotos() {
        try (Vertebra vertebra = Vertebra.open();
                Predictor<Classes> predictor = vertebra.predictor("imagenet-efficientnet-lite0", Classes.class)) {
            assertThat(best(predictor, "astronaut.png")).isEqualTo("football helmet");
            assertThat(best(predictor, "chelsea.png")).isEqualTo("tiger cat");
            assertThat(best(predictor, "coffee.png")).isEqualTo("espresso");
        }
    }

    private static String best(Predictor<Classes> predictor, String photo) {
        return predictor
                .predict(SAMPLES.resolve(photo))
                .result()
                .classes()
                .get(0)
                .name();
    }
}
