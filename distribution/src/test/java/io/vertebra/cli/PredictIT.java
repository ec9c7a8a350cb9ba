package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code vertebra predict} on photos. */
@DisabledOnOs(OS.WINDOWS)
final class PredictIT {
    /** What face-api.js finds in the photo. */
    private static final float[] FACE = {181.12f, 72.86f, 264.40f, 174.58f};

    private static final float SCORE = 0.96484f;

    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    private Product product;

    @BeforeEach
    void open() throws IOException {
        product = new Product(folder, scratch);
    }

    @Test
    void theTableShowsTheFace() throws Exception {
        Files.copy(Product.ASTRONAUT, folder.resolve("astronaut.png"));
        Product.Run run = product.run("predict", "face-detector", "astronaut.png", "./astronaut.png", ".");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("""
                        file           name  score  box
                        astronaut.png  face  0.965  181 73 264 175
                        """);
        assertThat(run.exitCode()).isZero();
        assertThat(product.files()).containsExactly("astronaut.png");
    }

    @Test
    void resultsAndOverlaysGoToTheFolderAndNowhereElse() throws Exception {
        Path one = Files.createDirectory(folder.resolve("one"));
        Path two = Files.createDirectory(folder.resolve("two"));
        Files.copy(Product.ASTRONAUT, one.resolve("photo.png"));
        Files.copy(Product.ASTRONAUT, two.resolve("photo.png"));
        Files.createFile(two.resolve("zero.jpg"));
        Files.createDirectory(folder.resolve("out"));
        Files.writeString(folder.resolve("out/results.json"), "of an earlier run");

        Product.Run run = product.run("predict", "face-detector", "one", "two/*.*", "--json", "--out", "out");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(product.files())
                .containsExactly(
                        "one/photo.png",
                        "out/photo-2.overlay.png",
                        "out/photo.overlay.png",
                        "out/results.json",
                        "two/photo.png",
                        "two/zero.jpg");
        assertThat(folder.resolve("out/results.json")).hasContent(run.out());
        assertThat(run.err()).isEqualTo("""
                        two/zero.jpg: the image must not be empty [I-002]
                            received: 0 bytes
                            fix: copy or download it again
                        2 overlays and results.json written to out
                        """);
        assertDocument(JsonParser.parseString(run.out()).getAsJsonObject());
        assertOverlay(folder.resolve("out/photo-2.overlay.png"));
    }

    private static void assertDocument(JsonObject document) {
        assertThat(document.keySet()).containsExactly("schema", "model", "results", "errors");
        assertThat(document.get("schema").getAsString()).isEqualTo("vertebra-result/1");
        assertThat(document.get("model").getAsString()).isEqualTo("face-detector");
        JsonArray results = document.getAsJsonArray("results");
        assertThat(results).hasSize(2);
        JsonObject first = results.get(0).getAsJsonObject();
        assertThat(first.keySet()).containsExactly("file", "width", "height", "task", "detections");
        assertThat(first.get("file").getAsString()).isEqualTo("one/photo.png");
        assertThat(first.get("width").getAsInt()).isEqualTo(512);
        assertThat(first.get("height").getAsInt()).isEqualTo(512);
        assertThat(first.get("task").getAsString()).isEqualTo("detection");
        assertThat(first.getAsJsonArray("detections")).hasSize(1);
        JsonObject face = first.getAsJsonArray("detections").get(0).getAsJsonObject();
        assertThat(face.keySet()).containsExactly("box", "label", "name", "score");
        assertThat(face.get("label").getAsInt()).isZero();
        assertThat(face.get("name").getAsString()).isEqualTo("face");
        assertThat(face.get("score").getAsFloat()).isCloseTo(SCORE, within(0.005f));
        assertThat(overlap(face.getAsJsonArray("box"))).isGreaterThanOrEqualTo(0.99f);
        assertThat(results.get(1).getAsJsonObject().get("detections")).isEqualTo(first.get("detections"));
        JsonArray errors = document.getAsJsonArray("errors");
        assertThat(errors).containsExactly(JsonParser.parseString("""
                        {"file": "two/zero.jpg", "code": "I-002", "message": "the image must not be empty",
                        "received": "0 bytes", "fix": "copy or download it again"}"""));
        assertThat(errors.get(0).getAsJsonObject().keySet())
                .containsExactly("file", "code", "message", "received", "fix");
    }

    /** Intersection over union with the reference's face. */
    private static float overlap(JsonArray box) {
        List<Float> b = box.asList().stream().map(JsonElement::getAsFloat).toList();
        float width = Math.min(b.get(2), FACE[2]) - Math.max(b.get(0), FACE[0]);
        float height = Math.min(b.get(3), FACE[3]) - Math.max(b.get(1), FACE[1]);
        float ours = (b.get(2) - b.get(0)) * (b.get(3) - b.get(1));
        float theirs = (FACE[2] - FACE[0]) * (FACE[3] - FACE[1]);
        float common = Math.max(0, width) * Math.max(0, height);
        return common / (ours + theirs - common);
    }

    /** The photo, changed around the box and nowhere near the opposite corner. */
    private static void assertOverlay(Path file) throws IOException {
        BufferedImage overlay = ImageIO.read(file.toFile());
        BufferedImage photo = ImageIO.read(Product.ASTRONAUT.toFile());
        assertThat(overlay.getWidth()).isEqualTo(512);
        assertThat(overlay.getHeight()).isEqualTo(512);
        int changed = 0;
        for (int y = 60; y < 190; y++) {
            for (int x = 170; x < 280; x++) {
                changed += (overlay.getRGB(x, y) ^ photo.getRGB(x, y)) == 0 ? 0 : 1;
            }
        }
        assertThat(changed).isBetween(300, 6000);
        for (int i = 300; i < 512; i++) {
            assertThat(overlay.getRGB(i, i)).isEqualTo(photo.getRGB(i, i));
        }
    }
}
