package io.vertebra.classic.efficientnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertebra.api.result.ClassScore;
import io.vertebra.api.result.Classes;
import io.vertebra.core.Predictor;
import io.vertebra.core.Vertebra;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The five best classes that efficientnet_lite_pytorch 0.1.0 gives three photos, after Pillow's bicubic resize to 256 and a crop
 * of 224, with the checkpoint in single precision. Bundled are the weights in half precision: that, and nothing else, may move
 * a probability (by 0.0011 at most, where it was measured).
 */
class ImagenetLite0Test {
    private static final Path PHOTOS = Path.of("src", "test", "resources", "photos");
    private static final float HALF_PRECISION = 2e-3f;

    private static Vertebra vertebra;
    private static Predictor<Classes> predictor;

    @BeforeAll
    static void open() {
        vertebra = Vertebra.open();
        predictor = vertebra.predictor("imagenet-efficientnet-lite0", Classes.class);
    }

    @AfterAll
    static void close() {
        predictor.close();
        vertebra.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "astronaut.png; 560 football helmet 0.16201, 450 bobsled 0.10975, 573 go-kart 0.06435,"
                        + " 422 barbell 0.04591, 747 punching bag 0.0297",
                "chelsea.png; 282 tiger cat 0.39455, 285 Egyptian cat 0.35508, 281 tabby 0.16969, 287 lynx 0.01416,"
                        + " 904 window screen 0.00116",
                "coffee.png; 967 espresso 0.95106, 968 cup 0.01499, 925 consomme 0.00772, 960 chocolate sauce 0.00407,"
                        + " 504 coffee mug 0.00338"
            })
    void theFiveBestAreThoseOfTheReference(String photo, String reference) {
        List<ClassScore> found =
                predictor.predict(PHOTOS.resolve(photo)).result().classes();
        String[] expected = reference.split(", ");
        assertThat(found).hasSize(5).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            ClassScore one = found.get(i);
            int cut = expected[i].lastIndexOf(' ');
            assertThat(one.label() + " " + one.name()).isEqualTo(expected[i].substring(0, cut));
            assertThat(one.score()).isCloseTo(Float.parseFloat(expected[i].substring(cut)), within(HALF_PRECISION));
        }
    }
}
