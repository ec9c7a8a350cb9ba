package io.vertebra.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.result.Classes;
import io.vertebra.core.Predictor;
import io.vertebra.core.Vertebra;
import io.vertebra.core.catalog.WeightsEntry;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled classifier on the sample photos of the product; the plugin's own test compares all figures. */
final class ClassifierIT {
    private static final Path SAMPLES = Path.of(System.getProperty("vertebra.home"), "samples");

    @TempDir
    Path folder;

    @Test
    void saysWhatIsOnTheSamplePhotos() {
        try (Vertebra vertebra = Vertebra.open();
                Predictor<Classes> predictor = vertebra.predictor("imagenet-efficientnet-lite0", Classes.class)) {
            assertThat(best(predictor, "astronaut.png")).isEqualTo("football helmet");
            assertThat(best(predictor, "chelsea.png")).isEqualTo("tiger cat");
            assertThat(best(predictor, "coffee.png")).isEqualTo("espresso");
        }
    }

    @Test
    void aRecipeThatOnlyNamesAnotherFileOfTheWeightsKeepsInputAndLabels() throws Exception {
        Path file = folder.resolve("lite0.safetensors");
        try (Vertebra vertebra = Vertebra.open()) {
            WeightsEntry bundled = vertebra.catalog()
                    .weights()
                    .find("efficientnet-lite0-imagenet")
                    .orElseThrow();
            try (InputStream in = bundled.resources().open(bundled.card().resource())) {
                Files.copy(in, file);
            }
            Path recipe = Files.writeString(folder.resolve("mine.yaml"), """
                    recipe: 1
                    extends: imagenet-efficientnet-lite0
                    weights: {from: ./lite0.safetensors, dialect: efficientnet-pytorch, roots: {head: ""}}
                    """);
            try (Predictor<Classes> mine = vertebra.predictor(recipe.toString(), Classes.class);
                    Predictor<Classes> theirs = vertebra.predictor("imagenet-efficientnet-lite0", Classes.class)) {
                Path photo = SAMPLES.resolve("coffee.png");
                assertThat(mine.predict(photo).result())
                        .isEqualTo(theirs.predict(photo).result());
            }
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
