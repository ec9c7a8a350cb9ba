package io.vertebra.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.geometry.ImageSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values that a caller puts into a recipe. */
class OverridesTest {
    private static final String SHORT = """
            recipe: 1
            name: pets
            task: classification
            backbone: grid
            """;

    @Test
    void overridesReplaceValuesAndFillShortForms() {
        Recipe recipe = reader().read(
                        source(SHORT + "neck: [{type: pyramid, channels: 16}]\nlabels: pets\n"),
                        Map.of(
                                "backbone.activation",
                                "leaky-relu",
                                "backbone.channels",
                                32,
                                "backbone.drop-rate",
                                0.1f,
                                "neck.0.levels",
                                List.of("c4"),
                                "input.size",
                                List.of(256, 128),
                                "head.classes",
                                3L,
                                "name",
                                "other"));

        assertThat(recipe.name()).isEqualTo("other");
        assertThat(recipe.backbone().options())
                .isEqualTo(new TestParts.GridOptions(
                        32, TestParts.Activation.LEAKY_RELU, List.of(2, 2), 0.1f, false, "none"));
        assertThat(recipe.necks().get(0).options()).isEqualTo(new TestParts.NeckOptions(List.of("c4"), 16));
        assertThat(recipe.preprocessing().size()).isEqualTo(new ImageSize(128, 256));
    }

    @Test
    void wrongOverridesAreNamedAfterTheFile() {
        LoadException e = catchThrowableOfType(
                LoadException.class,
                () -> reader().read(
                                source(SHORT + "title: 1\nneck: [pyramid]\n"),
                                Map.of(
                                        "backbone.actvation",
                                        "relu",
                                        "backbone.blocks",
                                        List.of(1, "x"),
                                        "neck.1.channels",
                                        8,
                                        "name.first",
                                        "x",
                                        "weights",
                                        Path.of("x"))));

        assertThat(e).hasMessage("""
                r.yaml:5:8: title: title takes a text [R-104]
                    received: 1
                    fix: title: "1"
                --set backbone.actvation: backbone.actvation: grid has no such option [R-101]
                    received: actvation
                    fix: did you mean activation?
                --set backbone.blocks: backbone.blocks.1: blocks takes a list, each a whole number [R-104]
                    received: x
                    fix: blocks: [2, 2]
                --set name.first: name.first: name holds one value, no keys [R-101]
                    received: first
                    fix: a value for name itself
                --set neck.1.channels: neck.1.channels: neck is a list of 1, counted from 0 [R-101]
                    received: 1
                    fix: neck.0
                --set weights: weights: a value is a text, a number, true, false, a list or a map [R-104]
                    received: %s
                    fix: one of these""".formatted(Path.of("x").getClass().getName()));
    }

    @Test
    void overridesReplaceAndDoNotEdit() {
        LoadException e = catchThrowableOfType(
                LoadException.class,
                () -> reader().read(
                                source(SHORT + "labels: [a, b]\n"),
                                Map.of("labels", Map.of("$append", List.of("c")), "vars", Map.of("a", "${b}"))));

        assertThat(e).hasMessage("""
                --set labels: labels: $append edits a list that is inherited [R-109]
                    received: nothing to edit at this key
                    fix: the values themselves, without the operator
                --set vars: vars.a: no variable has this name [R-108]
                    received: ${b}
                    fix: did you mean a?""");
    }

    @Test
    void aTypeThatIsSetKeepsTheOptionsBesideIt() {
        Recipe recipe = reader().read(
                        source("recipe: 1\nname: a\ntask: classification\nbackbone: {type: grid, note: n}\n"),
                        Map.of("backbone.type", "grid-wide"));

        assertThat(recipe.backbone().type()).isEqualTo("grid-wide");
        assertThat(((TestParts.GridOptions) recipe.backbone().options()).note()).isEqualTo("n");
    }

    @Test
    void aWholePartCanBeReplacedAndThenChanged() {
        Recipe recipe = reader().read(
                        source(SHORT),
                        Map.of(
                                "head",
                                Map.of("type", "flat", "classes", 2),
                                "head.classes",
                                3,
                                "backbone",
                                "grid-wide",
                                "weights.random",
                                9));

        assertThat(recipe.head().options()).isEqualTo(new TestEnds.HeadOptions(3, 0.5f));
        assertThat(recipe.backbone().type()).isEqualTo("grid-wide");
        assertThat(recipe.weights()).isEqualTo(new WeightsChoice.Random(9));
    }

    private static RecipeSource source(String text) {
        return new RecipeSource("r.yaml", text, null);
    }

    private static RecipeReader reader() {
        return new RecipeReader(TestCatalog.create());
    }
}
