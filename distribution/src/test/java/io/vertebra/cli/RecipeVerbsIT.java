package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The verbs on recipes, and {@code --set}, as a composer uses them. */
@DisabledOnOs(OS.WINDOWS)
final class RecipeVerbsIT {
    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    private Product product;

    @BeforeEach
    void open() throws IOException {
        product = new Product(folder, scratch);
        Files.writeString(folder.resolve("pets.yaml"), """
                name: pets
                extends: resnet18
                head: {classes: 3}
                labels: [cat, dog, fish]
                weights: random
                """);
    }

    private Product.Run run(int exitCode, String... arguments) throws Exception {
        Product.Run run = product.run(arguments);
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
        return run;
    }

    @Test
    void aRecipeIsShownWithTheOriginOfEachValue() throws Exception {
        List<String> lines = run(0, "recipe", "show", "pets.yaml", "--set", "head.classes=4")
                .out()
                .lines()
                .toList();

        assertThat(lines.get(0)).matches("# sha256 [0-9a-f]{64}");
        assertThat(lines).anyMatch(line -> line.matches("name: pets +# pets.yaml:1"));
        assertThat(lines)
                .anyMatch(line ->
                        line.matches("  type: resnet18 +# classic:META-INF/vertebra/recipes/resnet18.yaml:[0-9]+"));
        assertThat(lines).anyMatch(line -> line.matches("  classes: 4 +# --set head.classes"));
    }

    @Test
    void thePlainFormIsTheSameRecipe() throws Exception {
        String flat = run(0, "recipe", "show", "pets.yaml", "--plain").out();
        Files.writeString(folder.resolve("flat.yaml"), flat);

        assertThat(flat).contains("name: pets\n", "backbone:\n  type: resnet18\n", "labels: [cat, dog, fish]\n");
        assertThat(run(0, "recipe", "show", "flat.yaml", "--plain").out()).isEqualTo(flat);
        assertThat(run(0, "recipe", "diff", "pets.yaml", "flat.yaml").out()).isEmpty();
        assertThat(run(0, "recipe", "check", "pets.yaml", "flat.yaml").out())
                .isEqualTo("pets.yaml: ok: pets, 11.2 M parameters, 1.81 G multiply-adds\n"
                        + "flat.yaml: ok: pets, 11.2 M parameters, 1.81 G multiply-adds\n");
    }

    @Test
    void differencesAreShownValueByValue() throws Exception {
        Files.writeString(folder.resolve("big.yaml"), "extends: ./pets.yaml\nbackbone: resnet34\ndevice: cpu\n");

        assertThat(run(1, "recipe", "diff", "pets.yaml", "big.yaml").out()).matches("""
                - backbone\\.type: resnet18  # classic:META-INF/vertebra/recipes/resnet18\\.yaml:[0-9:]+
                \\+ backbone\\.type: resnet34  # big\\.yaml:2:11
                \\+ device: cpu  # big\\.yaml:3:9
                """);
        JsonObject document = JsonParser.parseString(run(1, "recipe", "diff", "pets.yaml", "big.yaml", "--json")
                        .out())
                .getAsJsonObject();
        assertThat(document.get("schema").getAsString()).isEqualTo("vertebra-recipe-diff/1");
        assertThat(document.get("equal").getAsBoolean()).isFalse();
        assertThat(document.getAsJsonArray("differences").get(1))
                .isEqualTo(JsonParser.parseString(
                        "{\"path\": \"device\", \"a\": null, \"b\": {\"value\": \"cpu\", \"at\": \"big.yaml:3:9\"}}"));
    }

    @Test
    void startersPassTheCheck() throws Exception {
        for (String task : List.of("classification", "detection")) {
            String starter = run(0, "recipe", "new", task).out();
            Files.writeString(folder.resolve(task + ".yaml"), starter);
            assertThat(starter).contains("name: my-" + task + "\n", "labels: ", "  # ");
            assertThat(run(0, "recipe", "check", task + ".yaml").out())
                    .startsWith(task + ".yaml: ok: my-" + task + ", ");
        }
    }

    @Test
    void theSchemaKnowsWhatIsInstalled() throws Exception {
        JsonObject schema =
                JsonParser.parseString(run(0, "recipe", "schema").out()).getAsJsonObject();

        assertThat(schema.get("$schema").getAsString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        JsonArray backbones = schema.getAsJsonObject("$defs")
                .getAsJsonObject("backbone")
                .getAsJsonArray("anyOf")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("enum");
        assertThat(backbones.asList().stream().map(JsonElement::getAsString))
                .contains("resnet50", "classic/resnet50", "mobilenet-v1");
        assertThat(schema.getAsJsonObject("properties").get("labels").toString())
                .contains("\"imagenet-1k\"");
    }

    @Test
    void settingsReachTheModel() throws Exception {
        assertThat(run(0, "models", "show", "resnet18", "--set", "head.classes=2", "--set", "labels=[a, b]")
                        .out())
                .contains("parameters    11,177,538\n", "labels        2\n");
        assertThat(run(0, "recipe", "check", "pets.yaml", "--set", "backbone=resnet34")
                        .out())
                .startsWith("pets.yaml: ok: pets, 21.");
        Product.Run wrong = run(1, "recipe", "check", "pets.yaml", "--set", "head.clases=2");
        assertThat(wrong.out())
                .startsWith("--set head.clases: head.clases: linear has no such option [R-101]\n    received: clases\n"
                        + "    fix: did you mean classes?\n");
        Product.Run faces = run(
                0,
                "predict",
                "face-detector",
                Product.ASTRONAUT.toString(),
                "--json",
                "--set",
                "head.score-threshold=0.999999");
        assertThat(faces.out()).contains("\"detections\":[]");
    }
}
