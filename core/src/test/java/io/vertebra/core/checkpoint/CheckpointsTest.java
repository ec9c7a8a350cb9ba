package io.vertebra.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.UsageException;
import io.vertebra.api.model.Dialect;
import io.vertebra.core.Vertebra;
import io.vertebra.core.assembly.ConvertedInputs;
import io.vertebra.core.plugin.TestJar;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.weights.KeyRules;
import io.vertebra.core.weights.SafetensorsSource;
import io.vertebra.core.weights.SafetensorsWriter;
import io.vertebra.core.weights.Sha256;
import io.vertebra.core.weights.StoredType;
import io.vertebra.core.weights.WeightsReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inspection and conversion with a plugin of one small model: a 1x1 convolution and a classifier of two classes. */
class CheckpointsTest {
    private static final String DOT = """
            package dots;
            import io.vertebra.api.feature.*;
            import io.vertebra.api.model.*;
            import io.vertebra.api.nn.*;
            import io.vertebra.api.options.NoOptions;
            import io.vertebra.api.plugin.*;
            import java.util.*;
            public final class Dots implements VisionPlugin, Backbone<NoOptions> {
                private static final class Dot extends Network {
                    private final Conv conv = conv("conv", conv(3, 3).kernel(1));
                    @Override public NamedArrays forward(Pass pass, NamedArrays in) {
                        return NamedArrays.of("c1", conv.run(pass, in.get("image")));
                    }
                }
                public Card card() { return Card.of("dot", "A dot"); }
                public NoOptions defaults() { return new NoOptions(); }
                public InputSpec inputs(NoOptions o) { return InputSpec.image(3, InputRule.atLeast(8)); }
                public FeatureSpec features(NoOptions o) { return FeatureSpec.of(FeatureLevel.map("c1", 3, 1)); }
                public ClassifierChoice classifier(NoOptions o) {
                    return new ClassifierChoice("linear", Map.of("classes", 2), Map.of());
                }
                public KeyMap keys(NoOptions o, Dialect dialect) {
                    if (dialect.equals(Dialect.FACE_API)) {
                        return KeyMap.builder().tensor("conv.weight", "conv/filters", Transform.HWIO_TO_OIHW)
                            .tensor("conv.bias", "conv/bias", Transform.SAME).build();
                    }
                    if (dialect.equals(Dialect.PYTORCHCV)) {
                        return KeyMap.builder().tensor("conv.weight", "conv.weight", new Transform(List.of(1, 0, 2, 3)))
                            .ignore("aux.", "training only").build();
                    }
                    return KeyMap.same();
                }
                public Network build(NoOptions o, BuildContext c) { return new Dot(); }
                public List<Backbone<?>> backbones() { return List.of(this); }
                public List<RecipeResource> recipes() { return List.of(RecipeResource.named("dots")); }
            }
            """;
    private static final String RECIPE = """
            recipe: 1
            name: dots
            task: classification
            backbone: dot
            labels: [off, on]
            """;
    private static final Map<String, List<Long>> TORCH = Map.of(
            "conv.weight", List.of(3L, 3L, 1L, 1L),
            "conv.bias", List.of(3L),
            "fc.weight", List.of(2L, 3L),
            "fc.bias", List.of(2L));

    @TempDir
    Path plugins;

    @TempDir
    Path folder;

    private Vertebra vertebra;

    @BeforeEach
    void open() throws IOException {
        TestJar.plugin("dots")
                .provider("dots.Dots", DOT)
                .key("provides", "backbone:dot,model:dots")
                .resource("META-INF/vertebra/recipes/dots.yaml", RECIPE)
                .write(plugins.resolve("dots.jar"));
        vertebra = Vertebra.open(plugins);
        assertThat(vertebra.problems()).isEmpty();
    }

    @AfterEach
    void close() {
        vertebra.close();
    }

    /** A file whose tensors hold 0, 1, 2, ... each. */
    private Path file(String name, Map<String, List<Long>> shapes) {
        SafetensorsWriter writer = SafetensorsWriter.storing(StoredType.F32).metadata("author", "us");
        shapes.forEach(writer::tensor);
        Path file = folder.resolve(name);
        writer.write(file, key -> counting(shapes.get(key)));
        return file;
    }

    private static float[] counting(List<Long> shape) {
        float[] values = new float[(int) (long) shape.stream().reduce(1L, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return values;
    }

    private Recipe dots() {
        return vertebra.recipe("dots");
    }

    private Recognition convert(Path from, KeyRules rules, Path to, StoredType type) {
        return vertebra.checkpoints().convert(from, dots(), rules, to, type, null);
    }

    @Test
    void recognizesModelAndDialect() throws IOException {
        Path file = file(
                "face.safetensors",
                Map.of(
                        "conv/filters", List.of(1L, 1L, 3L, 3L),
                        "conv/bias", List.of(3L),
                        "fc.weight", List.of(2L, 3L),
                        "fc.bias", List.of(2L)));
        Inspection inspection = vertebra.checkpoints().inspect(file);
        assertThat(inspection.format()).isEqualTo("safetensors");
        assertThat(inspection.sha256()).isEqualTo(Sha256.of(file));
        assertThat(inspection.metadata()).containsExactly(Map.entry("author", "us"));
        assertThat(inspection.values()).isEqualTo(9 + 3 + 6 + 2);
        Recognition best = inspection.recognitions().get(0);
        assertThat(best.model()).isEqualTo("dots");
        assertThat(best.rules()).isEqualTo(KeyRules.of(Dialect.FACE_API));
        assertThat(best.complete()).isTrue();
        assertThat(best.parameters()).isEqualTo(4);
        assertThat(inspection.recognitions().get(1).complete()).isFalse();
        assertThat(inspection.recognitions().get(1).report().used()).isEqualTo(2);
    }

    @Test
    void nothingIsRecognizedInAForeignFile() {
        Path file = file("foreign.safetensors", Map.of("x", List.of(1L)));
        assertThat(vertebra.checkpoints().inspect(file).recognitions()).isEmpty();
    }

    @Test
    void aConvertedFileLoadsUnderOurOwnNames() throws IOException {
        Path from = file(
                "face.safetensors",
                Map.of(
                        "conv/filters", List.of(1L, 1L, 3L, 3L),
                        "conv/bias", List.of(3L),
                        "fc.weight", List.of(2L, 3L),
                        "fc.bias", List.of(2L)));
        Path to = folder.resolve("ours.safetensors");
        Recognition reading = convert(from, null, to, StoredType.F16);
        assertThat(reading.rules().dialect()).isEqualTo(Dialect.FACE_API);
        try (SafetensorsSource source = SafetensorsSource.open(to)) {
            assertThat(source.tensors().keySet())
                    .containsExactly("backbone.conv.weight", "backbone.conv.bias", "head.weight", "head.bias");
            assertThat(source.read("backbone.conv.weight")).containsExactly(0, 3, 6, 1, 4, 7, 2, 5, 8);
            assertThat(source.metadata())
                    .containsExactly(
                            Map.entry("format", "vertebra-weights/1"),
                            Map.entry("model", "dots"),
                            Map.entry("dialect", "vertebra"),
                            Map.entry("licence", "unknown"),
                            Map.entry(
                                    "input",
                                    "{\"size\": [224, 224], \"resize\": {\"fit\": \"shorter-side-crop\", \"to\": 256,"
                                            + " \"kernel\": \"torchvision-bilinear\"}, \"channels\": \"rgb\","
                                            + " \"normalize\": {\"mean\": [0.485, 0.456, 0.406],"
                                            + " \"std\": [0.229, 0.224, 0.225]}}"),
                            Map.entry("source", "face.safetensors"),
                            Map.entry("source-dialect", "face-api"),
                            Map.entry("source-sha256", Sha256.of(from)));
        }
        Path recipe = Files.writeString(folder.resolve("r.yaml"), RECIPE + "weights: {from: ./ours.safetensors}\n");
        WeightsReport report =
                vertebra.weights(vertebra.recipe(recipe.toString())).orElseThrow();
        assertThat(report.complete()).isTrue();
        assertThat(report.used()).isEqualTo(4);
    }

    @Test
    void aSecondConversionKeepsTheLicence() throws IOException {
        Path once = folder.resolve("once.safetensors");
        Path twice = folder.resolve("twice.safetensors");
        vertebra.checkpoints()
                .convert(
                        file("t.safetensors", TORCH),
                        dots(),
                        KeyRules.of(Dialect.TORCHVISION),
                        once,
                        StoredType.F32,
                        "MIT");
        convert(once, null, twice, StoredType.F16);
        try (SafetensorsSource source = SafetensorsSource.open(twice)) {
            assertThat(source.metadata()).containsEntry("licence", "MIT");
        }
    }

    @Test
    void anInputThatIsNoneIsRefused() throws IOException {
        for (String input : List.of(
                "",
                "3",
                "{}",
                "{\"normalize\": 3}",
                "{\"channels\": {}, \"normalize\": {}}",
                "{\"channels\": \"rgb\", \"normalize\": {\"mean\": 1}}",
                "{\"channels\": \"rgb\", \"normalize\": {\"mean\": [{}]}}",
                "[".repeat(20_000))) {
            SafetensorsWriter writer = SafetensorsWriter.storing(StoredType.F32)
                    .metadata("format", "vertebra-weights/1")
                    .metadata("input", input);
            TORCH.forEach(writer::tensor);
            Path file = folder.resolve("ours.safetensors");
            writer.write(file, key -> counting(TORCH.get(key)));
            try (SafetensorsSource source = SafetensorsSource.open(file)) {
                assertThatThrownBy(() -> ConvertedInputs.check(dots(), source))
                        .as(input.substring(0, Math.min(60, input.length())))
                        .isInstanceOf(LoadException.class)
                        .hasMessageContaining("W-002");
            }
        }
    }

    @Test
    void theInputOfTheMetadataIsThatOfARecipe() throws IOException {
        Path to = folder.resolve("ours.safetensors");
        convert(file("t.safetensors", TORCH), KeyRules.of(Dialect.TORCHVISION), to, StoredType.F32);
        try (SafetensorsSource source = SafetensorsSource.open(to)) {
            Path recipe = Files.writeString(
                    folder.resolve("r.yaml"),
                    RECIPE + "input: " + source.metadata().get("input") + "\n");
            assertThat(vertebra.recipe(recipe.toString()).preprocessing()).isEqualTo(dots().preprocessing());
        }
    }

    /** The size may change, the fit may not, nor the shape into which images are bent. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "size: 64, resize: {fit: stretch} | size: 96, resize: {fit: stretch} | true",
                "size: 64, resize: {fit: stretch} | size: [64, 96], resize: {fit: stretch} | false",
                "size: 64, resize: {fit: stretch} | size: 64, resize: {fit: pad-end} | false",
                "size: 64, resize: {fit: stretch} | size: 64, resize: {fit: stretch, kernel: pil-box} | false",
                "size: 64, resize: {fit: pad-end} | size: [64, 96], resize: {fit: pad-end} | true",
                "size: 64, resize: {to: 64} | size: 64, resize: {to: 80} | true",
                "size: 64, resize: {fit: letterbox} | size: 96, resize: {fit: letterbox, multiple-of: 32} | true",
                "size: 64, resize: {fit: letterbox} | size: 64, resize: {fit: letterbox, fill: 0} | false",
                "size: 64, resize: {fit: letterbox} | size: 64, resize: {fit: letterbox, enlarge: false} | false",
                "size: [800, 1333], resize: {fit: shorter-side} | size: [400, 600], resize: {fit: shorter-side} | true"
            })
    void anotherFitIsRefusedAndAnotherSizeIsNot(String converted, String used, boolean taken) throws IOException {
        Path to = folder.resolve("ours.safetensors");
        vertebra.checkpoints()
                .convert(
                        file("t.safetensors", TORCH),
                        recipe("from.yaml", converted),
                        KeyRules.of(Dialect.TORCHVISION),
                        to,
                        StoredType.F32,
                        "MIT");
        try (SafetensorsSource source = SafetensorsSource.open(to)) {
            assertThatCode(() -> ConvertedInputs.check(recipe("from.yaml", converted), source))
                    .doesNotThrowAnyException();
            Recipe recipe = recipe("to.yaml", used);
            if (taken) {
                assertThatCode(() -> ConvertedInputs.check(recipe, source)).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> ConvertedInputs.check(recipe, source))
                        .isInstanceOf(LoadException.class)
                        .hasMessageContaining("W-007")
                        .hasMessageContaining("fix: input: " + source.metadata().get("input"));
            }
        }
    }

    private Recipe recipe(String name, String input) throws IOException {
        Path file = Files.writeString(folder.resolve(name), RECIPE + "input: {" + input + "}\n");
        return vertebra.recipe(file.toString());
    }

    @Test
    void aFileThatTwoDialectsReadDifferentlyNeedsAWord() {
        Path from = file("torch.safetensors", TORCH);
        Path to = folder.resolve("ours.safetensors");
        assertThatThrownBy(() -> convert(from, null, to, StoredType.F32))
                .isInstanceOf(LoadException.class)
                .hasMessage(from + """
                                : the keys can be read in several dialects, not all alike [W-101]
                                    received: torchvision, pytorchcv
                                    fix: state the one that the file was made in: --dialect torchvision""");
        assertThat(to).doesNotExist();
        convert(from, KeyRules.of(Dialect.PYTORCHCV), to, StoredType.F32);
        assertThat(to).exists();
    }

    @Test
    void aFileThatDoesNotFitIsToldByItsBestReading() {
        Path from = file("short.safetensors", Map.of("conv.bias", List.of(3L), "fc.bias", List.of(2L)));
        assertThatThrownBy(() -> convert(from, null, folder.resolve("x.safetensors"), StoredType.F32))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("2 parameters without a tensor in the file [W-101]\n"
                        + "    received: 'conv.weight' (backbone), 'fc.weight' (head)");
        assertThatThrownBy(() -> convert(from, null, from, StoredType.F32)).isInstanceOf(UsageException.class);
    }

    @Test
    void aPartialRecipeSaysWhatStaysRandom() throws IOException {
        file("short.safetensors", Map.of("conv.weight", List.of(3L, 3L, 1L, 1L), "conv.bias", List.of(3L)));
        Path recipe = Files.writeString(
                folder.resolve("r.yaml"),
                RECIPE + "weights: {from: ./short.safetensors, dialect: torchvision, partial: true}\n");
        WeightsReport report =
                vertebra.weights(vertebra.recipe(recipe.toString())).orElseThrow();
        assertThat(report.used()).isEqualTo(2);
        assertThat(report.missing()).extracting(WeightsReport.Missing::key).containsExactly("fc.weight", "fc.bias");
        assertThat(vertebra.weights(dots())).isEmpty();
    }
}
