package io.vertebra.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertebra.api.error.UsageException;
import io.vertebra.core.catalog.Catalog;
import io.vertebra.core.catalog.Registry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Recipes to start from. */
class RecipeStarterTest {
    private static final RecipeReader READER = new RecipeReader(TestCatalog.create());

    @Test
    void aStarterIsMadeFromAModelWithWeights() {
        String text = new RecipeStarter(TestCatalog.create()).of("classification");

        assertThat(text).isEqualTo("""
                # A recipe for classification, made from the model pet-finder. `vertebra recipe check FILE` checks it;
                # `vertebra recipe schema` writes a JSON Schema with which an editor completes keys and names.
                # Lines that begin with # show what can be stated too, with the value that holds now.
                recipe: 1
                name: my-classification
                title: A model for classification
                # extends: file-bound  # put this recipe on top of a model or of a file, ./base.yaml
                # vars: {width: 64}  # values for ${width} below

                # Classification
                task:
                  type: classification
                  # limit: 5  # a whole number from 1 to 100

                # input:
                #   size: 96  # of a square, or [height, width]
                #   resize: {fit: stretch, kernel: tensorflow-asymmetric}
                #   channels: bgr
                #   normalize: {mean: [0.0, 0.0, 0.0], std: [1.0, 1.0, 1.0]}

                # Grid
                backbone:
                  type: grid
                  channels: 48
                  blocks: [1, 2, 3]
                  # activation: relu  # one of relu, leaky-relu
                  # drop-rate: 0.5  # a number from 0 to 1
                  # frozen: false  # true or false
                  # note: none  # a text

                # neck: [...]  # foreign, pyramid

                # Flat
                # Without a type: the one that the backbone was published with.
                # head:
                #   classes: 3  # a whole number from 2 to 5000
                #   score-threshold: 0.25  # a number from 0 to 1

                # One name for each class, or the name of a list: pets, streets
                # labels: [cat, ...]  # 3

                weights: grid-pets
                # weights: {from: ./weights.safetensors, dialect: vertebra}  # one of acme, efficientnet-pytorch, face-api, mmdet, official, pytorchcv, timm, torchvision, torchvision-0.12, vertebra
                # allow-licenses: [Apache-2.0, MIT]  # refuse weights with another licence
                # device: auto  # one of auto, cpu, gpu, gpu:0
                # runtime: auto  # one of auto, eager
                """);
        Recipe recipe = read(text);
        assertThat(recipe.name()).isEqualTo("my-classification");
        assertThat(recipe.backbone().options())
                .isEqualTo(new TestParts.GridOptions(
                        48, TestParts.Activation.RELU, List.of(1, 2, 3), 0.5f, false, "none"));
    }

    @Test
    void whatStandsInItsCommentsHoldsAlready() {
        String text = new RecipeStarter(TestCatalog.create()).of("classification");
        String open = text.replaceAll("(?m)^# +(head:|input:|device:.*|runtime:.*)$", "$1")
                .replaceAll("(?m)^#  ( [a-z-]+: )", " $1")
                .replaceAll("(?m)^  # ([a-z-]+: )", "  $1");

        assertThat(open).contains("\n  limit: 5 ", "\nhead:\n  classes: 3 ", "\n  size: 96 ", "\ndevice: auto ");
        assertThat(read(open)).isEqualTo(read(text));
    }

    @Test
    void withoutAModelPartsAreTriedUntilTheyFit() {
        Catalog all = TestCatalog.create();
        Catalog bare = new Catalog(
                all.backbones(),
                all.necks(),
                all.heads(),
                all.attentions(),
                all.tasks(),
                Registry.of(Map.of()),
                all.weights(),
                all.labels());

        Recipe recipe = read(new RecipeStarter(bare).of("classification"));
        assertThat(recipe.backbone().type()).isEqualTo("grid");
        assertThat(recipe.head().type()).isEqualTo("flat");
        assertThat(recipe.weights()).isEqualTo(new WeightsChoice.Random(0));
    }

    @Test
    void aTaskWithoutPartsAndAnUnknownTaskAreRefused() {
        RecipeStarter starter = new RecipeStarter(TestCatalog.create());

        assertThat(catchThrowableOfType(UsageException.class, () -> starter.of("detection")))
                .hasMessage("""
                no model, and no backbone with a head, fits this task [R-204]
                    received: detection
                    fix: a plugin with a head for it, or one of classification""");
        assertThat(catchThrowableOfType(UsageException.class, () -> starter.of("clasification")))
                .hasMessage("""
                no plugin provides this task [R-106]
                    received: clasification
                    fix: did you mean classification?""");
    }

    private static Recipe read(String text) {
        return READER.read(new RecipeSource("starter.yaml", text, null));
    }
}
