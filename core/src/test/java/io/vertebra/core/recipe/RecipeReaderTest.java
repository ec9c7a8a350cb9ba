package io.vertebra.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Rewrite;
import io.vertebra.core.weights.KeyRules;
import io.vertebra.core.weights.WeightsAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a right recipe becomes. */
class RecipeReaderTest {
    private static final Path BASE = Path.of("recipes").toAbsolutePath();
    private static final String SHORT = """
            recipe: 1
            name: pets
            task: classification
            backbone: grid
            """;

    @Test
    void aShortRecipeTakesTheDefaultsAndThePublishedClassifier() {
        Recipe recipe = read(SHORT);

        assertThat(recipe.name()).isEqualTo("pets");
        assertThat(recipe.file()).isEqualTo("r.yaml");
        assertThat(recipe.title()).isEmpty();
        assertThat(recipe.task().options()).isEqualTo(new TestEnds.TaskOptions(5));
        assertThat(recipe.backbone().component()).isInstanceOf(TestParts.Grid.class);
        assertThat(recipe.backbone().options()).isEqualTo(new TestParts.Grid().defaults());
        assertThat(recipe.necks()).isEmpty();
        assertThat(recipe.head().type()).isEqualTo("flat");
        assertThat(recipe.head().options()).isEqualTo(new TestEnds.HeadOptions(10, 0.25f));
        assertThat(recipe.labels().names())
                .hasSize(10)
                .startsWith("class 0", "class 1")
                .endsWith("class 9");
        assertThat(recipe.preprocessing()).isEqualTo(Preprocessing.imagenet());
        assertThat(recipe.weights()).isEqualTo(new WeightsChoice.None());
        assertThat(List.of(recipe.device(), recipe.runtime())).containsExactly("auto", "auto");
    }

    @Test
    void allKeysArriveInTheRecipe() {
        Recipe recipe = read("""
                recipe: 1
                name: v1.5-street
                title: Cars and buses
                task: {type: acme/detection, limit: 7}
                input:
                  size: [64, 96]
                  resize: {fit: pad-end, kernel: tensorflow-asymmetric}
                  channels: bgr
                  normalize: {mean: [0, 0.5, 1e-1], std: [1, 2, .5]}
                backbone: {type: grid-wide, activation: leaky-relu, blocks: [3, 0x10], note: on}
                neck:
                  - {type: pyramid, channels: 64}
                  - {type: pyramid, levels: [p3, p4], channels: 32}
                head: {type: anchors, score-threshold: 1}
                labels: [car, bus]
                weights:
                  from: ../weights/street.pth
                  dialect: torchvision
                  roots: {backbone: body, neck.0: fpn, neck.1: "", head: head}
                device: gpu:1
                runtime: eager
                """);

        assertThat(recipe.title()).isEqualTo("Cars and buses");
        assertThat(recipe.task().type()).isEqualTo("acme/detection");
        assertThat(recipe.task().options()).isEqualTo(new TestEnds.TaskOptions(7));
        assertThat(recipe.preprocessing())
                .isEqualTo(new Preprocessing(
                        new ImageSize(96, 64),
                        Preprocessing.Fit.PAD_END,
                        256,
                        Preprocessing.Kernel.TENSORFLOW_ASYMMETRIC,
                        Preprocessing.Channels.BGR,
                        List.of(0f, 0.5f, 0.1f),
                        List.of(1f, 2f, 0.5f)));
        assertThat(recipe.backbone().options())
                .isEqualTo(new TestParts.GridOptions(
                        128, TestParts.Activation.LEAKY_RELU, List.of(3, 16), 0f, false, "on"));
        assertThat(recipe.necks().stream().<Record>map(NeckPart::options).toList())
                .containsExactly(
                        new TestParts.NeckOptions(List.of("c3", "c4", "c5"), 64),
                        new TestParts.NeckOptions(List.of("p3", "p4"), 32));
        assertThat(recipe.head().options())
                .as("two labels and the background")
                .isEqualTo(new TestEnds.HeadOptions(3, 1f));
        assertThat(recipe.labels().names()).containsExactly("car", "bus");
        assertThat(recipe.weights())
                .isEqualTo(new WeightsChoice.File(
                        BASE.resolveSibling("weights").resolve("street.pth"),
                        Dialect.TORCHVISION,
                        Map.of("backbone", "body", "neck.0", "fpn", "neck.1", "", "head", "head")));
        assertThat(List.of(recipe.device(), recipe.runtime())).containsExactly("gpu:1", "eager");
    }

    @Test
    void namedWeightsBringTheirPreprocessingAndTheirLabels() {
        Recipe recipe = read(SHORT + "weights: grid-pets\n");

        assertThat(recipe.labels().names()).containsExactly("cat", "dog", "fish");
        assertThat(recipe.head().classes()).isEqualTo(3);
        assertThat(recipe.preprocessing().size()).isEqualTo(ImageSize.square(96));
        assertThat(recipe.preprocessing().channels()).isEqualTo(Preprocessing.Channels.BGR);
        assertThat(((WeightsChoice.Named) recipe.weights()).entry().card().name())
                .isEqualTo("grid-pets");
    }

    @Test
    void eachKeyOfTheInputReplacesOnlyItself() {
        Preprocessing input = read(SHORT + "weights: grid-pets\ninput: {size: 128, normalize: imagenet}\n")
                .preprocessing();

        assertThat(input.size()).isEqualTo(ImageSize.square(128));
        assertThat(input.mean()).isEqualTo(Preprocessing.imagenet().mean());
        assertThat(input.fit()).isEqualTo(Preprocessing.Fit.STRETCH);
        assertThat(input.kernel()).isEqualTo(Preprocessing.Kernel.TENSORFLOW_ASYMMETRIC);
        assertThat(input.channels()).isEqualTo(Preprocessing.Channels.BGR);
    }

    /** A fit that is not the base's has the numbers of its publication where nothing is stated. */
    @Test
    void fitsHaveTheirOwnDetails() {
        assertThat(resize("{size: 64, resize: {fit: letterbox}}"))
                .isEqualTo(Map.of("fill", 114, "multiple-of", 1, "enlarge", true));
        assertThat(resize("{size: 64, resize: {fit: letterbox, fill: 0, enlarge: false, multiple-of: 32}}"))
                .isEqualTo(Map.of("fill", 0, "multiple-of", 32, "enlarge", false));
        assertThat(resize("{size: 64, resize: {fit: shorter-side-crop, to: 80}}"))
                .isEqualTo(Map.of("to", 80));
        assertThat(resize("{size: 64, resize: {fit: shorter-side}}")).isEqualTo(Map.of("multiple-of", 32));
        assertThat(resize("{size: 64, resize: {fit: affine-crop, kernel: opencv-linear}}"))
                .isEqualTo(Map.of("margin", 1.25f));
        assertThat(resize("{size: 64, resize: {fit: affine-crop, margin: 2, kernel: opencv-linear}}"))
                .isEqualTo(Map.of("margin", 2f));
        assertThat(resize("{size: 64, resize: {fit: center-crop}}")).isEmpty();
    }

    private static Map<String, Object> resize(String input) {
        return read(SHORT + "weights: grid-pets\ninput: " + input + "\n")
                .preprocessing()
                .stated();
    }

    @Test
    void aListThatStatesTheBackgroundAddsNone() {
        Recipe recipe = read("""
                recipe: 1
                name: streets
                task: detection
                backbone: grid
                neck: pyramid
                head: {type: anchors, classes: 3}
                labels: streets
                """);

        assertThat(recipe.head().classes()).isEqualTo(3);
        assertThat(recipe.labels().names()).containsExactly("__background__", "car", "bus");
    }

    @Test
    void generatedLabelsLeaveTheBackgroundOut() {
        Recipe recipe = read("""
                recipe: 1
                name: streets
                task: detection
                backbone: grid
                neck: pyramid
                head: {type: anchors, classes: 3}
                """);

        assertThat(recipe.labels().names()).containsExactly("class 0", "class 1");
    }

    @Test
    void randomWeightsHaveASeed() {
        assertThat(read(SHORT + "weights: random").weights()).isEqualTo(new WeightsChoice.Random(0));
        assertThat(read(SHORT + "weights: {random: -7}").weights()).isEqualTo(new WeightsChoice.Random(-7));
    }

    @Test
    void weightsComeFromAddressesToo() {
        String sum = "0a".repeat(32);
        assertThat(read(SHORT + """
                        weights:
                          from: hf:owner/name/model.safetensors@v1
                          sha256: %s
                          dialect: timm
                          partial: true
                          rewrites: {"model.": "", "blocks.*.": "layers.*."}
                        """.formatted(sum)).weights())
                .isEqualTo(new WeightsChoice.File(
                        new WeightsAddress.Remote(URI.create("hf:owner/name/model.safetensors@v1"), sum),
                        new KeyRules(
                                Dialect.TIMM,
                                Map.of(),
                                List.of(new Rewrite("model.", ""), new Rewrite("blocks.*.", "layers.*."))),
                        true));
        assertThat(from("\"https://host.example/m.pth?download=1\", sha256: " + sum))
                .isEqualTo(new WeightsAddress.Remote(URI.create("https://host.example/m.pth?download=1"), sum));
        assertThat(from("classpath:models/m.pth")).isEqualTo(new WeightsAddress.ClassPath("models/m.pth", null));
        Path file = BASE.resolve("a b.pth").toAbsolutePath();
        assertThat(from(file.toUri() + ", sha256: " + sum)).isEqualTo(new WeightsAddress.Local(file, sum));
        assertThat(from("./m.pth")).isEqualTo(new WeightsAddress.Local(BASE.resolve("m.pth"), null));
    }

    private static WeightsAddress from(String address) {
        return ((WeightsChoice.File)
                        read(SHORT + "weights: {from: " + address + "}").weights())
                .from();
    }

    @Test
    void aHeadWithoutTypeChangesOptionsOfThePublishedClassifier() {
        assertThat(read(SHORT + "head: {classes: 4}").head().options()).isEqualTo(new TestEnds.HeadOptions(4, 0.25f));
    }

    @Test
    void aRecipeOfAJarHasNoFilesBesideIt() {
        RecipeSource source = new RecipeSource("jar.yaml", SHORT + "weights: {from: ./a.pth}", null);
        LoadException e = catchThrowableOfType(LoadException.class, () -> reader().read(source));

        assertThat(e).hasMessage("""
                jar.yaml:5:17: weights.from: from takes an absolute path: this recipe stands in no folder [R-105]
                    received: ./a.pth
                    fix: the name of weights""");
    }

    @Test
    void filesAreReadWithTheirFolderAsBase(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("r.yaml");
        Files.writeString(file, "\uFEFF" + SHORT + "weights: {from: w.safetensors}");

        Recipe recipe = reader().read(RecipeSource.read(file));

        assertThat(recipe.file()).isEqualTo(file.toString());
        assertThat(recipe.weights())
                .isEqualTo(new WeightsChoice.File(
                        folder.toAbsolutePath().resolve("w.safetensors"), Dialect.VERTEBRA, Map.of()));
    }

    @Test
    void unreadableFilesGiveACodeAndTheCause(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing.yaml");
        LoadException e = catchThrowableOfType(LoadException.class, () -> RecipeSource.read(missing));
        assertThat(e.problems()).extracting(Problem::code).containsExactly(ErrorCode.RECIPE_UNREADABLE);
        assertThat(e).hasCauseInstanceOf(NoSuchFileException.class);

        Path large = folder.resolve("large.yaml");
        Files.write(large, new byte[(1 << 20) + 1]);
        e = catchThrowableOfType(LoadException.class, () -> RecipeSource.read(large));
        assertThat(e.problems()).extracting(Problem::code).containsExactly(ErrorCode.RECIPE_LIMIT);
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedAtTheirPlace() {
        byte[] latin = "a: 1\nb: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        LoadException e = catchThrowableOfType(LoadException.class, () -> RecipeSource.decode("r.yaml", latin, null));
        assertThat(e).hasMessage("""
                r.yaml:2:7: a recipe is UTF-8 text [R-002]
                    received: byte 0xe9
                    fix: the same file saved as UTF-8""");
    }

    private static Recipe read(String text) {
        return reader().read(source(text));
    }

    private static RecipeSource source(String text) {
        return new RecipeSource("r.yaml", text, BASE);
    }

    private static RecipeReader reader() {
        return new RecipeReader(TestCatalog.create());
    }
}
