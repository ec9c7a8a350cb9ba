package io.vertebra.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.model.Backbone;
import io.vertebra.core.catalog.Catalog;
import io.vertebra.core.catalog.Entry;
import io.vertebra.core.catalog.Registry;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an editor learns from the schema. */
class RecipeSchemaTest {
    private static final String HEAD = "recipe: 1\nname: a\ntask: classification\n";
    private final JsonObject schema = JsonParser.parseString(new RecipeSchema(TestCatalog.create()).json())
            .getAsJsonObject();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backbone: grid",
                "backbone: {type: acme/grid-wide, channels: 8, activation: leaky-relu, blocks: [1, 2], note: x}",
                "backbone: {type: grid, channels: \"${width}\", drop-rate: 1}\nvars: {width: [1]}",
                "backbone: grid\nneck: [pyramid, {type: acme/twin, levels: [c3]}]\nhead: {classes: 3}",
                "backbone: grid\ninput: {size: [64, 96], resize: {fit: pad-end}, channels: bgr, normalize: imagenet}",
                "backbone: grid\ninput: {resize: {fit: letterbox, fill: 0, multiple-of: 32, enlarge: false}}",
                "backbone: grid\ninput: {resize: {fit: affine-crop, margin: 1.5, kernel: opencv-linear}}",
                "backbone: gray\nlabels: pets\nweights: grid-pets\nallow-licenses: [MIT]\ndevice: gpu:12",
                "backbone: gray\nlabels: [a, b]\nweights: {from: ./a.pth, dialect: timm, roots: {head: x}}",
                "extends: [./base.yaml, pet-finder]\nbackbone: {blocks: {$append: [2]}, $remove: [note]}",
                "extends: pet-finder\nweights: {random: 3}"
            })
    void rightFilesAreAccepted(String rest) {
        assertThat(new MiniSchema(schema).accepts(value(HEAD + rest))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backbne: grid",
                "neck: pyramid",
                "backbone: gird",
                "backbone: {type: grid, chanels: 8}",
                "backbone: {type: grid, channels: 0}",
                "backbone: {type: grid, channels: 1.5}",
                "backbone: {type: gray, channels: 8}",
                "backbone: {type: grid, activation: rely}",
                "backbone: {type: grid, blocks: [1, x]}",
                "backbone: {type: grid, frozen: on}",
                "backbone: grid\nneck: [grid]",
                "backbone: grid\ninput: {size: [1, 2, 3]}",
                "backbone: grid\ninput: {sise: 3}",
                "backbone: grid\ninput: {resize: {fit: letterboxes}}",
                "backbone: grid\ninput: {resize: {fill: 256}}",
                "backbone: grid\ninput: {resize: {enlarge: maybe}}",
                "backbone: grid\ninput: {resize: {kernel: opencv}}",
                "backbone: grid\nlabels: pest",
                "backbone: grid\nweights: grid-pest",
                "backbone: grid\nweights: {form: ./a.pth}",
                "extends: unknown-model",
                "backbone: grid\ndevice: tpu",
                "backbone: grid\nallow-licenses: MIT"
            })
    void wrongFilesAreRefused(String rest) {
        assertThat(new MiniSchema(schema).accepts(value(HEAD + rest))).isFalse();
    }

    @Test
    void optionsHaveTheirDocsRangesAndDefaults() {
        JsonObject backbone = schema.getAsJsonObject("$defs").getAsJsonObject("backbone");
        JsonElement cases =
                backbone.getAsJsonArray("anyOf").get(2).getAsJsonObject().get("allOf");
        JsonObject grid = null;
        for (JsonElement one : cases.getAsJsonArray()) {
            grid = one.toString().contains("grid-wide") ? one.getAsJsonObject() : grid;
        }
        assertThat(grid).isNotNull();
        assertThat(grid.get("if"))
                .hasToString("{\"required\":[\"type\"],\"properties\":{\"type\":{\"enum\":"
                        + "[\"grid\",\"grid-wide\",\"acme/grid\",\"acme/grid-wide\"]}}}");
        JsonObject options = grid.getAsJsonObject("then").getAsJsonObject("properties");
        assertThat(options.keySet())
                .containsExactly("type", "channels", "activation", "blocks", "drop-rate", "frozen", "note", "$remove");
        assertThat(options.get("channels"))
                .as("its variants differ in it, so there is no default")
                .hasToString("{\"anyOf\":[{\"type\":\"integer\",\"minimum\":1,\"maximum\":1024},"
                        + "{\"$ref\":\"#/$defs/variable\"}],\"description\":\"a whole number from 1 to 1024\"}");
        assertThat(options.getAsJsonObject("activation").get("default")).hasToString("\"relu\"");
        assertThat(options.getAsJsonObject("blocks").get("default")).hasToString("[2,2]");
    }

    @Test
    void aComponentThatCannotBeDescribedIsNamed() {
        Catalog all = TestCatalog.create();
        Backbone<TestParts.Unstatable> odd = new TestParts.Odd();
        Catalog catalog = new Catalog(
                Registry.of(Map.of("odd", new Entry<>("odd", odd, "odd", "acme"))),
                all.necks(),
                all.heads(),
                all.attentions(),
                all.tasks(),
                all.models(),
                all.weights(),
                all.labels());

        assertThat(catchThrowableOfType(LoadException.class, () -> new RecipeSchema(catalog).json()))
                .hasMessageStartingWith(
                        "schema: backbone odd of plugin acme failed in defaults() or variants() [X-001]");
    }

    private static Object value(String text) {
        Problems problems = new Problems("r.yaml");
        Optional<Node> node = new YamlReader(new RecipeSource("r.yaml", text, null), problems).read();
        problems.throwIfAny();
        return Objects.requireNonNull(PlainValues.of(node.orElseThrow()));
    }
}
