package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The files that {@code vertebra predict} writes with {@code --coco}, {@code --csv}, {@code --jsonl} and {@code --masks}. */
@DisabledOnOs(OS.WINDOWS)
final class ResultFilesIT {
    private static final String NAME = "a, \"b\" é.png";

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
    void everyFormSaysTheSameAndTheFailedImageIsTold() throws Exception {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.copy(Product.ASTRONAUT, photos.resolve(NAME));
        Files.copy(Product.ASTRONAUT, photos.resolve("last.png"));
        Files.writeString(photos.resolve("broken.jpg"), "no picture");
        Files.writeString(photos.resolve("last.mask.png"), "of an earlier run, not looked at");
        Files.writeString(folder.resolve("faces.csv"), "of an earlier run");

        Product.Run run = product.run(
                "predict",
                "face-detector",
                "photos",
                "--json",
                "--coco",
                "new/deep/faces.json",
                "--csv",
                "faces.csv",
                "--jsonl",
                "new/faces.jsonl");

        assertThat(run.err()).isEqualTo("""
                photos/broken.jpg: an image must be JPEG, PNG, GIF, BMP, WebP or TIFF by its content, whatever its name [I-003]
                    received: text that starts with "no picture"
                    fix: convert it to JPEG or PNG
                2 annotations of 2 images written to new/deep/faces.json
                2 rows written to faces.csv
                3 lines written to new/faces.jsonl
                """);
        assertThat(run.exitCode()).isEqualTo(3);
        JsonArray results = JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonArray("results");
        assertThat(results).hasSize(2);
        assertThat(product.files())
                .containsExactly(
                        "faces.csv",
                        "new/deep/faces.json",
                        "new/faces.jsonl",
                        "photos/" + NAME,
                        "photos/broken.jpg",
                        "photos/last.mask.png",
                        "photos/last.png");
        assertCoco(JsonParser.parseString(Files.readString(folder.resolve("new/deep/faces.json")))
                .getAsJsonObject());
        assertCsv(Files.readString(folder.resolve("faces.csv")));
        assertLines(Files.readAllLines(folder.resolve("new/faces.jsonl")), results);
    }

    private static void assertCoco(JsonObject coco) {
        assertThat(coco.keySet()).containsExactly("info", "categories", "annotations", "images");
        assertThat(coco.get("categories")).isEqualTo(JsonParser.parseString("[{\"id\":0,\"name\":\"face\"}]"));
        JsonArray images = coco.getAsJsonArray("images");
        assertThat(images).hasSize(2);
        assertThat(images.get(0).getAsJsonObject().get("file_name").getAsString())
                .isEqualTo("photos/" + NAME);
        assertThat(images.get(1).getAsJsonObject().get("id").getAsInt()).isEqualTo(2);
        JsonArray annotations = coco.getAsJsonArray("annotations");
        assertThat(annotations).hasSize(2);
        JsonObject last = annotations.get(1).getAsJsonObject();
        assertThat(last.keySet()).containsExactly("id", "image_id", "category_id", "bbox", "area", "iscrowd", "score");
        assertThat(last.get("id").getAsInt()).isEqualTo(2);
        assertThat(last.get("image_id").getAsInt()).isEqualTo(2);
        assertThat(last.get("category_id").getAsInt()).isZero();
        double[] expected = {181.12, 72.86, 83.28, 101.72};
        for (int i = 0; i < expected.length; i++) {
            assertThat(last.getAsJsonArray("bbox").get(i).getAsDouble()).isCloseTo(expected[i], within(0.5));
        }
        assertThat(last.get("score").getAsDouble()).isCloseTo(0.96484, within(0.005));
    }

    private static void assertCsv(String csv) {
        String face = ",512,512,0,face,0\\.9\\d+,181\\.\\d+,7\\d\\.\\d+,264\\.\\d+,17\\d\\.\\d+\r\n";
        assertThat(csv)
                .matches("file,width,height,label,name,score,x1,y1,x2,y2\r\n" + "\"photos/a, \"\"b\"\" é\\.png\"" + face
                        + "photos/last\\.png" + face);
    }

    private static void assertLines(List<String> lines, JsonArray results) {
        assertThat(lines).hasSize(3);
        int result = 0;
        for (String text : lines) {
            JsonObject line = JsonParser.parseString(text).getAsJsonObject();
            assertThat(line.remove("schema").getAsString()).isEqualTo("vertebra-line/1");
            assertThat(line.remove("model").getAsString()).isEqualTo("face-detector");
            if (line.has("error")) {
                assertThat(line).isEqualTo(JsonParser.parseString("""
                        {"file": "photos/broken.jpg", "error": {"code": "I-003",
                        "message": "an image must be JPEG, PNG, GIF, BMP, WebP or TIFF by its content, whatever its name",
                        "received": "text that starts with \\"no picture\\"", "fix": "convert it to JPEG or PNG"}}"""));
            } else {
                assertThat(line).isEqualTo(results.get(result));
                result++;
            }
        }
        assertThat(result).isEqualTo(2);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aLineForWhichThereIsNoRoomLeavesNoPart() throws Exception {
        List<String> call = new ArrayList<>(List.of("predict", "face-detector", "--jsonl", "lines", "--csv", "rows"));
        for (int i = 0; i < 8; i++) {
            String photo = "photo" + i + ".png";
            Files.createLink(folder.resolve(photo), i == 0 ? copy(scratch) : folder.resolve("photo0.png"));
            call.add(photo);
        }
        Product.Run run = product.withFilesUpTo(1).run(call.toArray(String[]::new));
        assertThat(run.err()).isEqualTo("""
                lines: the output cannot be written here [I-007]
                    received: File too large
                    fix: --jsonl with a file in a folder in which you may write
                """);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(folder.resolve("rows")).doesNotExist();
        String text = Files.readString(folder.resolve("lines"));
        assertThat(text).endsWith("}]}\n").hasSizeGreaterThan(700);
        assertThat(text.lines()).hasSizeBetween(4, 5);
    }

    @Test
    void withoutAnImageThatCanBeUsedNoDataSetAndNoTableIsWritten() throws Exception {
        Files.writeString(folder.resolve("broken.jpg"), "no picture");
        Files.writeString(folder.resolve("coco.json"), "an earlier run's");
        Product.Run run =
                product.run("predict", "face-detector", "broken.jpg", "--coco", "coco.json", "--csv", "rows.csv");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains("no image could be used; coco.json is not written\n")
                .contains("no image could be used; rows.csv is not written\n");
        assertThat(folder.resolve("coco.json")).hasContent("an earlier run's");
        assertThat(product.files()).containsExactly("broken.jpg", "coco.json");
    }

    private static Path copy(Path folder) throws IOException {
        return Files.copy(Product.ASTRONAUT, folder.resolve("copy.png"));
    }

    @Test
    void aModelWhoseResultsDoNotFitIsToldBeforeItRuns() throws Exception {
        Files.copy(Product.ASTRONAUT, folder.resolve("photo.png"));
        assertRefused(
                2,
                """
                --coco takes boxes, shapes of objects and joints, and this model gives something else [U-001]
                    received: classification (Classes)
                    fix: --json and --jsonl write results of every kind
                --masks takes classes of pixels, and this model gives something else [U-001]
                    received: classification (Classes)
                    fix: --json and --jsonl write results of every kind
                """,
                "predict",
                "imagenet-efficientnet-lite0",
                "photo.png",
                "--coco",
                "a.json",
                "--csv",
                "a.csv",
                "--masks",
                "m");
    }

    @Test
    void aFileIsNeverReadAndWrittenNorWrittenTwice() throws Exception {
        Files.copy(Product.ASTRONAUT, folder.resolve("photo.png"));
        assertRefused(2, """
                ./photo.png: a result must not replace an image that is read [U-001]
                    received: --csv ./photo.png
                    fix: --csv with another file
                """, "predict", "face-detector", "photo.png", "--csv", "./photo.png");
        assertRefused(2, """
                a: one file takes the results of one option only, not those of --coco too [U-001]
                    received: --jsonl a
                    fix: --jsonl with another file
                """, "predict", "face-detector", "photo.png", "--coco", "./a", "--jsonl", "a");
        assertRefused(2, """
                out/results.json: one file takes the results of one option only, not those of --out too [U-001]
                    received: --coco out/results.json
                    fix: --coco with another file
                """, "predict", "face-detector", "photo.png", "--coco", "out/results.json", "--out", "out");
        assertThat(folder.resolve("photo.png")).hasSameBinaryContentAs(Product.ASTRONAUT);
    }

    @Test
    void aPlaceThatCannotBeWrittenIsToldBeforeTheOthersAreMade() throws Exception {
        Files.copy(Product.ASTRONAUT, folder.resolve("photo.png"));
        assertRefused(
                3, """
                /proc/faces.csv: the output cannot be written here [I-007]
                    received: a place where no file or folder can be made
                    fix: --csv with a file in a folder in which you may write
                """, "predict", "face-detector", "photo.png", "--coco", "new/a.json", "--csv", "/proc/faces.csv");
        assertRefused(3, """
                /dev/stdout: the output cannot be written here [I-007]
                    received: something that is no plain file
                    fix: --csv with a plain file
                """, "predict", "face-detector", "photo.png", "--csv", "/dev/stdout", "--out", "new/out");
    }

    /** Nothing but the message, and no new file or folder. */
    private void assertRefused(int exitCode, String message, String... arguments) throws Exception {
        Product.Run run = product.run(arguments);
        assertThat(run.err()).isEqualTo(message);
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("photo.png"));
    }
}
