package io.vertebra.product;

import io.vertebra.core.Predictor;
import io.vertebra.core.Vertebra;
import io.vertebra.core.runtime.EagerRuntime;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Predicts again and again and prints what is held: arguments are the input size, the number of predictions to warm up, and the
 * number that counts. Output: managed arrays and resident kilobytes before and after.
 */
final class SoakMain {
    private SoakMain() {}

    public static void main(String[] args) throws Exception {
        long size = Long.parseLong(args[0]);
        BufferedImage whole = ImageIO.read(Path.of(System.getProperty("vertebra.home"), "samples", "astronaut.png")
                .toFile());
        BufferedImage part = whole.getSubimage(100, 20, 300, 220);
        try (Vertebra vertebra = Vertebra.open();
                Predictor<?> predictor =
                        vertebra.predictor(vertebra.recipe("face-detector", Map.of("input.size", size)))) {
            EagerRuntime runtime = (EagerRuntime) predictor.runtime();
            repeat(predictor, whole, part, Integer.parseInt(args[1]));
            int arrays = runtime.heldArrays();
            long resident = SoakRun.resident();
            repeat(predictor, whole, part, Integer.parseInt(args[2]));
            System.out.println(arrays + " " + runtime.heldArrays() + " " + resident + " " + SoakRun.resident());
        }
    }

    private static void repeat(Predictor<?> predictor, BufferedImage a, BufferedImage b, int times) {
        for (int i = 0; i < times; i++) {
            predictor.predict(i % 2 == 0 ? a : b);
        }
    }
}
