package io.vertebra.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.result.Result;
import io.vertebra.core.Predictor;
import io.vertebra.core.Vertebra;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One predictor, many threads. */
final class SharedPredictorIT {
    private static final int THREADS = 4;
    private static final int EACH = 100;

    @Test
    void fourThreadsGetWhatOneGets() throws Exception {
        // a low threshold, so that each answer holds many boxes to compare
        compare(Map.of("input.size", 160L, "head.score-threshold", 0.05));
    }

    @Test
    @Tag("slow")
    void fourThreadsGetWhatOneGetsAtFullSize() throws Exception {
        compare(Map.of("head.score-threshold", 0.05));
    }

    private static void compare(Map<String, Object> overrides) throws Exception {
        List<BufferedImage> photos = photos();
        try (Vertebra vertebra = Vertebra.open();
                Predictor<?> predictor = vertebra.predictor(vertebra.recipe("face-detector", overrides))) {
            List<Result> serial = new ArrayList<>();
            photos.forEach(photo -> serial.add(predictor.predict(photo).result()));
            assertThat(serial).doesNotHaveDuplicates();
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            try {
                List<Callable<Integer>> jobs = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    int first = thread;
                    jobs.add(() -> equalAnswers(predictor, photos, serial, first));
                }
                for (Future<Integer> equal : threads.invokeAll(jobs)) {
                    assertThat(equal.get()).isEqualTo(EACH);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /** Floats are compared by their bits: a record's equals does so. */
    private static int equalAnswers(
            Predictor<?> predictor, List<BufferedImage> photos, List<Result> serial, int first) {
        int equal = 0;
        for (int i = 0; i < EACH; i++) {
            int which = (first + i) % photos.size();
            equal += predictor.predict(photos.get(which)).result().equals(serial.get(which)) ? 1 : 0;
        }
        return equal;
    }

    /** The portrait and three cuts of it, of different shapes. */
    private static List<BufferedImage> photos() throws Exception {
        Path portrait = Path.of(System.getProperty("vertebra.home"), "samples", "astronaut.png");
        BufferedImage whole = ImageIO.read(portrait.toFile());
        return List.of(
                whole,
                whole.getSubimage(100, 20, 300, 220),
                whole.getSubimage(120, 0, 200, 400),
                whole.getSubimage(0, 50, 450, 250));
    }

    @Test
    void aClosedPredictorSaysSo() {
        try (Vertebra vertebra = Vertebra.open()) {
            Predictor<?> predictor = vertebra.predictor("face-detector");
            predictor.close();
            predictor.close();
            assertThatThrownBy(() -> predictor.predict(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB)))
                    .isInstanceOf(LoadException.class)
                    .hasMessageStartingWith("this predictor was closed [M-002]");
        }
    }
}
