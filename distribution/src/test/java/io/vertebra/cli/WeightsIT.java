package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.vertebra.api.nn.Parameter;
import io.vertebra.core.Vertebra;
import io.vertebra.core.weights.InitialValues;
import io.vertebra.core.weights.SafetensorsWriter;
import io.vertebra.core.weights.StoredType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The verbs on weights, and recipes that use what they write. */
@DisabledOnOs(OS.WINDOWS)
final class WeightsIT {
    private static final String RECIPE = """
            recipe: 1
            name: small
            task: classification
            input: {size: 64, resize: {fit: stretch}}
            backbone: mobilenet-v1-0-25
            head: {type: linear, classes: 2}
            labels: [cat, dog]
            """;

    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    private Product product;

    @BeforeEach
    void open() throws IOException {
        product = new Product(folder, scratch);
        Files.copy(Product.ASTRONAUT, folder.resolve("photo.png"));
        Files.writeString(folder.resolve("small.yaml"), RECIPE);
    }

    /** A file with our own names and values made from a seed. */
    private void write(String name, Predicate<String> chosen) {
        try (Vertebra vertebra = Vertebra.open(Product.HOME.resolve("plugins"))) {
            Map<String, Parameter> all = new LinkedHashMap<>(vertebra.blueprint(
                            vertebra.recipe(folder.resolve("small.yaml").toString()))
                    .parameters());
            all.keySet().removeIf(chosen.negate());
            SafetensorsWriter writer = SafetensorsWriter.storing(StoredType.F32);
            all.forEach((key, parameter) -> writer.tensor(
                    key, Arrays.stream(parameter.shape().getShape()).boxed().toList()));
            writer.write(folder.resolve(name), key -> InitialValues.of(3, key, all.get(key)));
        }
    }

    @Test
    void aConvertedFileIsInspectedAndUsed() throws Exception {
        write("raw.safetensors", key -> true);
        Product.Run convert = product.run(
                "weights",
                "convert",
                "raw.safetensors",
                "--model",
                "small.yaml",
                "-o",
                "small.safetensors",
                "--half",
                "--licence",
                "MIT");
        assertThat(convert.err()).isEmpty();
        assertThat(convert.exitCode()).isZero();
        assertThat(convert.out()).isEqualTo("small.safetensors: 137 tensors of small, read as vertebra\n");

        Product.Run inspect = product.run("weights", "inspect", "small.safetensors", "--json");
        assertThat(inspect.exitCode()).isZero();
        JsonObject document = JsonParser.parseString(inspect.out()).getAsJsonObject();
        assertThat(document.get("schema").getAsString()).isEqualTo("vertebra-weights/1");
        assertThat(document.get("format").getAsString()).isEqualTo("safetensors");
        assertThat(document.getAsJsonObject("metadata").get("licence").getAsString())
                .isEqualTo("MIT");
        assertThat(document.getAsJsonArray("tensors")).hasSize(137);
        JsonObject best = document.getAsJsonArray("models").get(0).getAsJsonObject();
        assertThat(best.get("name").getAsString()).isEqualTo("mobilenet-v1-0-25");
        assertThat(best.get("otherShape").getAsInt()).as("the classifier").isEqualTo(2);

        Files.writeString(folder.resolve("ready.yaml"), RECIPE + "weights: {from: ./small.safetensors}\n");
        Product.Run predict = product.run("predict", "ready.yaml", "photo.png");
        assertThat(predict.err()).isEmpty();
        assertThat(predict.exitCode()).isZero();
        assertThat(predict.out()).contains("cat", "dog");

        Files.writeString(
                folder.resolve("licensed.yaml"),
                RECIPE + "weights: {from: ./small.safetensors}\nallow-licenses: [Apache-2.0]\n");
        Product.Run licensed = product.run("predict", "licensed.yaml", "photo.png");
        assertThat(licensed.exitCode()).isEqualTo(3);
        assertThat(licensed.err())
                .startsWith("licensed.yaml: the licence of the weights is one that allow-licenses names [W-005]\n")
                .contains("small.safetensors, MIT\n");
        Product.Run allowed =
                product.run("predict", "licensed.yaml", "photo.png", "--set", "allow-licenses=[MIT, Apache-2.0]");
        assertThat(allowed.exitCode()).as(allowed.err()).isZero();

        String other = RECIPE.replace(
                "{fit: stretch}", "{fit: stretch}, normalize: {mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5]}");
        Files.writeString(folder.resolve("other.yaml"), other + "weights: {from: ./small.safetensors}\n");
        Product.Run refused = product.run("predict", "other.yaml", "photo.png");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err())
                .startsWith("other.yaml: the weights were made for images that are prepared in another way [W-007]\n")
                .contains("fix: input: {\"size\": [", "\"mean\": [0.485, 0.456, 0.406]");
    }

    @Test
    void partialWeightsAreToldAtEachRun() throws Exception {
        write("body.safetensors", key -> key.startsWith("backbone."));
        Files.writeString(folder.resolve("strict.yaml"), RECIPE + "weights: {from: ./body.safetensors}\n");
        Product.Run strict = product.run("predict", "strict.yaml", "photo.png");
        assertThat(strict.exitCode()).isEqualTo(3);
        assertThat(strict.err())
                .contains("2 parameters without a tensor in the file [W-101]", "'head.weight' (head)", "partial: true");

        Files.writeString(
                folder.resolve("partial.yaml"), RECIPE + "weights: {from: ./body.safetensors, partial: true}\n");
        Product.Run partial = product.run("predict", "partial.yaml", "photo.png");
        assertThat(partial.err()).isEqualTo("warning: 2 parameters with initial values: head.weight, head.bias\n");
        assertThat(partial.exitCode()).isZero();

        Product.Run flag = product.run("predict", "strict.yaml", "photo.png", "--partial");
        assertThat(flag.err()).isEqualTo(partial.err());
        assertThat(flag.out()).isEqualTo(partial.out());
        assertThat(flag.exitCode()).isZero();
    }

    @Test
    void theNetworkIsNotTouchedWithoutTheSwitch() throws Exception {
        Files.writeString(
                folder.resolve("far.yaml"),
                RECIPE + "weights: {from: \"https://weights.invalid/m.pth\", sha256: \"" + "0".repeat(64) + "\"}\n");
        Product.Run run = product.run("predict", "far.yaml", "photo.png");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .startsWith("https://weights.invalid/m.pth: these weights are on the network,")
                .contains("[W-006]", "--network");
    }

    @Test
    void wrongFilesAndNamesAreTold() throws Exception {
        Files.writeString(folder.resolve("page.pth"), "<!DOCTYPE html><html></html>");
        Product.Run page = product.run("weights", "inspect", "page.pth");
        assertThat(page.exitCode()).isEqualTo(3);
        assertThat(page.err()).isEqualTo("""
                        page.pth: weights are read from safetensors and PyTorch files [W-003]
                            received: a web page
                            fix: open the address in a browser and download the file
                        """);
        Product.Run dialect = product.run(
                "weights", "convert", "page.pth", "--model", "small.yaml", "-o", "x.safetensors", "--dialect", "tim");
        assertThat(dialect.exitCode()).isEqualTo(2);
        assertThat(dialect.err()).contains("no such dialect is known [U-001]", "received: tim", "did you mean timm?");
        Product.Run ending = product.run("weights", "convert", "page.pth", "--model", "small.yaml", "-o", "x.pth");
        assertThat(ending.exitCode()).isEqualTo(2);
        assertThat(ending.err()).contains("fix: x.pth.safetensors");
        assertThat(product.files()).containsExactly("page.pth", "photo.png", "small.yaml");
    }
}
