package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that tell what there is. */
@DisabledOnOs(OS.WINDOWS)
final class ListingIT {
    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    private Product product;

    @BeforeEach
    void open() throws IOException {
        product = new Product(folder, scratch);
    }

    private JsonObject json(String... arguments) throws Exception {
        Product.Run run = product.run(arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(product.files()).isEmpty();
        return JsonParser.parseString(run.out()).getAsJsonObject();
    }

    private static JsonObject named(JsonArray elements, String key, String value) {
        return elements.asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(element -> element.get(key).getAsString().equals(value))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void modelsHaveTaskPluginAndWeights() throws Exception {
        JsonObject document = json("models", "list", "--json");
        assertThat(document.get("schema").getAsString()).isEqualTo("vertebra-models/1");
        assertThat(named(document.getAsJsonArray("models"), "name", "face-detector"))
                .isEqualTo(JsonParser.parseString("""
                        {"name": "face-detector", "task": "detection", "plugin": "face",
                        "weights": "face-api-ssd-mobilenetv1", "licence": "MIT",
                        "title": "Face detector, SSD on MobileNetV1"}"""));
        Product.Run table = product.run("models", "list");
        assertThat(table.exitCode()).isZero();
        assertThat(table.out().lines().toList())
                .hasSize(2 + 2 * document.getAsJsonArray("models").size())
                .anySatisfy(line -> assertThat(line).matches("face-detector +detection +MIT"))
                .contains("    Face detector, SSD on MobileNetV1")
                .noneSatisfy(line -> assertThat(line).contains("..."))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void aModelIsShownWithPartsLevelsAndWeights() throws Exception {
        JsonObject card = json("models", "show", "face-detector", "--json");
        assertThat(card.get("schema").getAsString()).isEqualTo("vertebra-model/1");
        assertThat(card.get("labels").getAsInt()).isEqualTo(1);
        assertThat(card.getAsJsonObject("weights").get("licence").getAsString()).isEqualTo("MIT");
        JsonArray parts = card.getAsJsonArray("parts");
        assertThat(parts.asList().stream()
                        .map(part -> part.getAsJsonObject().get("part").getAsString()))
                .containsExactly("backbone", "neck", "head");
        long sum = 0;
        for (JsonElement part : parts) {
            sum += part.getAsJsonObject().get("parameters").getAsLong();
        }
        assertThat(card.get("parameters").getAsLong()).isEqualTo(sum);
        JsonObject backbone = parts.get(0).getAsJsonObject();
        assertThat(backbone.get("paper").getAsString()).contains("Howard", "MobileNets", "2017");
        assertThat(named(backbone.getAsJsonArray("levels"), "name", "c5")).isEqualTo(JsonParser.parseString("""
                        {"name": "c5", "kind": "map", "channels": 1024, "stride": 32,
                        "size": {"width": 16, "height": 16}}"""));
        JsonObject input = json("models", "show", "resnet50", "--json").getAsJsonObject("input");
        assertThat(input.get("fit").getAsString()).isEqualTo("shorter-side-crop");
        assertThat(input.get("details")).isEqualTo(JsonParser.parseString("{\"to\": 256}"));
        assertThat(input.get("largest")).isEqualTo(input.get("size"));
        Product.Run text = product.run("models", "show", "resnet50");
        assertThat(text.exitCode()).isZero();
        assertThat(text.out())
                .contains(
                        "parameters    25,557,032\n",
                        "multiply-adds 4.09 G for one image of 224x224\n",
                        "input         224x224, shorter-side-crop 256, torchvision-bilinear, RGB\n",
                        "normalize     mean 0.485 0.456 0.406, std 0.229 0.224 0.225\n",
                        "labels        1000\n",
                        "  c5         2048      32      7x7\n");
        assertThat(text.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void pluginsAreListedWithTheReasonsOfRefusals() throws Exception {
        JsonObject document = json("plugins", "list", "--json");
        assertThat(document.get("schema").getAsString()).isEqualTo("vertebra-plugins/1");
        assertThat(document.getAsJsonArray("plugins")).hasSize(9);
        JsonObject face = named(document.getAsJsonArray("plugins"), "id", "face");
        assertThat(face.get("state").getAsString()).isEqualTo("loaded");
        assertThat(face.getAsJsonArray("provides").asList().stream().map(JsonElement::getAsString))
                .contains("model:face-detector");
        assertThat(Path.of(face.get("path").getAsString())).exists();

        Path plugins = Files.createDirectory(scratch.resolve("plugins"));
        Files.writeString(plugins.resolve("broken.jar"), "no archive");
        Product.Run broken = product.run("plugins", "list", "--plugins", plugins.toString());
        assertThat(broken.exitCode()).isZero();
        assertThat(broken.err()).isEmpty();
        assertThat(broken.out().lines().toList())
                .anySatisfy(line -> assertThat(line).matches("broken.jar +- +rejected +nothing yet"));
        assertThat(broken.out()).contains(plugins.resolve("broken.jar") + ": ", "[P-001]");
        Product.Run models = product.run("--plugins", plugins.toString(), "models", "list");
        assertThat(models.err()).isEqualTo("warning: 1 plugin not used; `vertebra plugins list` says why\n");
    }

    @Test
    void aGoodRecipeIsOk() throws Exception {
        Path recipe = Files.writeString(scratch.resolve("good.yaml"), """
                recipe: 1
                name: good
                task: classification
                backbone: {type: resnet18}
                head: {type: linear, classes: 2}
                labels: [a, b]
                """);
        Product.Run run = product.run("recipe", "check", recipe.toString());
        assertThat(run.out()).isEqualTo(recipe + ": ok: good, 11.2 M parameters, 1.81 G multiply-adds\n");
        assertThat(run.exitCode()).isZero();
        JsonObject document = json("recipe", "check", recipe.toString(), "--json");
        assertThat(document.getAsJsonArray("recipes").get(0))
                .isEqualTo(JsonParser.parseString("{\"file\": \"" + recipe + "\", \"ok\": true, \"name\": \"good\","
                        + " \"parameters\": 11177538, \"multiplyAdds\": 1813562368, \"problems\": []}"));
    }

    @Test
    void theDoctorFindsTheProductHealthy() throws Exception {
        JsonArray checks = json("doctor", "--json").getAsJsonArray("checks");
        assertThat(checks.asList().stream()
                        .map(check -> check.getAsJsonObject().get("name").getAsString()))
                .containsExactly(
                        "java", "platform", "memory", "home", "plugins", "natives", "images", "engine", "temporary");
        assertThat(checks)
                .allSatisfy(check -> assertThat(
                                check.getAsJsonObject().get("status").getAsString())
                        .as(check.toString())
                        .isEqualTo("ok"));
        assertThat(named(checks, "name", "plugins").get("detail").getAsString()).isEqualTo("9 loaded, 0 not used");
        assertThat(named(checks, "name", "images").get("detail").getAsString())
                .matches("JPEG, PNG and BMP by Java, GIF by Vertebra, WebP and TIFF by TwelveMonkeys [0-9.]+");
    }

    @Test
    void theDoctorFindsWhatIsMissing() throws Exception {
        Path plugins = Files.createDirectory(scratch.resolve("none"));
        Product.Run run = product.run("doctor", "--plugins", plugins.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("""
                        fail  plugins    0 loaded, 0 not used
                                         fix: put plugins into the folder plugins, or use --plugins
                        """);
    }
}
