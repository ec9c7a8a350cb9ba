package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code vertebra predict} with a segmentation model, whose initial values know nothing. */
@DisabledOnOs(OS.WINDOWS)
final class SegmentationIT {
    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    private Product product;

    @BeforeEach
    void open() throws IOException {
        product = new Product(folder, scratch);
        Files.copy(Product.ASTRONAUT.resolveSibling("coffee.png"), folder.resolve("coffee.png"));
    }

    private Product.Run predict(String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "predict",
                "fcn-resnet50",
                "coffee.png",
                "--set",
                "weights=random",
                "--set",
                "backbone.type=resnet18",
                "--set",
                "input.size=128"));
        arguments.addAll(List.of(more));
        return product.run(arguments.toArray(String[]::new));
    }

    /** The document counts what the mask holds, and holds no pixels itself. */
    @Test
    void jsonMaskAndOverlayAgree() throws Exception {
        Product.Run run = predict("--json", "--masks", "masks", "--out", "out");
        assertThat(run.exitCode()).isZero();
        assertThat(product.files())
                .containsExactly("coffee.png", "masks/coffee.mask.png", "out/coffee.overlay.png", "out/results.json");
        assertThat(folder.resolve("out/results.json")).hasContent(run.out());
        assertThat(run.out().length()).isLessThan(5_000);
        JsonObject result = JsonParser.parseString(run.out())
                .getAsJsonObject()
                .getAsJsonArray("results")
                .get(0)
                .getAsJsonObject();
        assertThat(result.keySet()).containsExactly("file", "width", "height", "task", "mask", "segmentation");
        JsonObject segmentation = result.getAsJsonObject("segmentation");
        assertThat(segmentation.keySet()).containsExactly("classes");
        Map<Integer, Integer> pixels = new HashMap<>();
        BufferedImage mask =
                ImageIO.read(folder.resolve(result.get("mask").getAsString()).toFile());
        assertThat(mask.getWidth()).isEqualTo(600);
        assertThat(mask.getHeight()).isEqualTo(400);
        for (int label : mask.getRaster().getSamples(0, 0, 600, 400, 0, (int[]) null)) {
            pixels.merge(label, 1, Integer::sum);
        }
        pixels.remove(0);
        assertThat(pixels).isNotEmpty().isEqualTo(counted(segmentation.getAsJsonArray("classes")));
        BufferedImage overlay =
                ImageIO.read(folder.resolve("out/coffee.overlay.png").toFile());
        BufferedImage photo = ImageIO.read(folder.resolve("coffee.png").toFile());
        assertThat(overlay.getWidth()).isEqualTo(600);
        assertThat(overlay.getRGB(300, 200)).isNotEqualTo(photo.getRGB(300, 200));
    }

    private static Map<Integer, Integer> counted(JsonArray classes) {
        Map<Integer, Integer> pixels = new HashMap<>();
        for (JsonElement one : classes) {
            JsonObject area = one.getAsJsonObject();
            assertThat(area.keySet()).containsExactly("label", "name", "pixels", "share", "score");
            assertThat(area.get("share").getAsFloat())
                    .isEqualTo(area.get("pixels").getAsInt() / 240_000f);
            pixels.put(area.get("label").getAsInt(), area.get("pixels").getAsInt());
        }
        return pixels;
    }

    @Test
    void theTableShowsTheParts() throws Exception {
        Product.Run run = predict();
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).matches("file +name +score +pixels +share");
        assertThat(lines.get(1)).matches("coffee\\.png +[a-z]+ +0\\.\\d{3} +\\d+ +\\d+\\.\\d %");
    }

    @Test
    void withoutWeightsItSaysHowToNameThem() throws Exception {
        Product.Run run = product.run("predict", "fcn-resnet50", "coffee.png", "--out", "out");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(product.files()).containsExactly("coffee.png");
        assertThat(run.err()).isEqualTo("""
                        semantic-segmentation:META-INF/vertebra/recipes/fcn-resnet50.yaml: the model has no weights to run with [R-102]
                            received: no key weights
                            fix: weights: {from: ./file.safetensors, dialect: torchvision}, or weights: random to try it out
                        """);
    }
}
