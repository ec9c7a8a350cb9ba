package io.vertebra.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.core.weights.WeightsAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recipes that are made of several files. */
class ExtendsTest {
    @TempDir
    private Path folder;

    @Test
    void aModelOfThePluginsIsExtendedByItsName() throws Exception {
        Recipe recipe = read(write("mine.yaml", """
                recipe: 1
                name: mine
                extends: pet-finder
                vars: {width: 96}
                backbone: {note: mine}
                """));

        assertThat(recipe.name()).isEqualTo("mine");
        assertThat(recipe.backbone().options())
                .isEqualTo(new TestParts.GridOptions(
                        96, TestParts.Activation.RELU, List.of(1, 2, 3), 0.5f, false, "mine"));
        assertThat(recipe.labels().names()).containsExactly("cat", "dog", "fish");
        assertThat(read(write("other.yaml", "extends: acme/pet-finder\n")).name())
                .isEqualTo("pet-finder");
    }

    @Test
    void laterFilesWinAndTheRecipeItselfLast() throws Exception {
        write("a.yaml", "recipe: 1\nname: a\ntask: classification\nbackbone: {type: grid, channels: 8, note: a}\n");
        write("b.yaml", "name: b\nbackbone: {channels: 16, drop-rate: 0}\n");
        Recipe recipe = read(write("c.yaml", "extends: [./a.yaml, b.yaml]\nbackbone: {drop-rate: 1}\n"));

        assertThat(recipe.name()).isEqualTo("b");
        assertThat(recipe.backbone().options())
                .isEqualTo(new TestParts.GridOptions(16, TestParts.Activation.RELU, List.of(2, 2), 1f, false, "a"));
    }

    @Test
    void aBaseOfTwoFilesDoesNotUndoTheFirstOfThem() throws Exception {
        write(
                "base.yaml",
                "recipe: 1\nname: d\ntask: classification\nbackbone: {type: grid, channels: 8, note: base}\n");
        write("wide.yaml", "extends: ./base.yaml\nbackbone: {channels: 64}\n");
        write("named.yaml", "extends: ./base.yaml\nbackbone: {note: named}\n");
        TestParts.GridOptions options =
                (TestParts.GridOptions) read(write("d.yaml", "extends: [./wide.yaml, ./named.yaml]\n"))
                        .backbone()
                        .options();

        assertThat(options.channels()).isEqualTo(64);
        assertThat(options.note()).isEqualTo("named");
    }

    @Test
    void aPieceWithOperatorsEditsWhatStandsBeforeIt() throws Exception {
        write("base.yaml", "recipe: 1\nname: e\ntask: classification\nbackbone: {type: grid, blocks: [1]}\n");
        write("more.yaml", "backbone: {blocks: {$append: [2]}}\n");
        TestParts.GridOptions options = (TestParts.GridOptions)
                read(write("e.yaml", "extends: [./base.yaml, ./more.yaml]\nbackbone: {blocks: {$append: [3]}}\n"))
                        .backbone()
                        .options();

        assertThat(options.blocks()).containsExactly(1, 2, 3);
    }

    @Test
    void filesAreRelativeToTheFileThatNamesThem() throws Exception {
        Files.createDirectories(folder.resolve("lib/weights"));
        write("lib/base.yaml", """
                recipe: 1
                name: f
                extends: ./grid.yaml
                task: classification
                weights: {from: "weights/${file}.pth", dialect: timm}
                """);
        write("lib/grid.yaml", "backbone: grid\nvars: {file: a}\n");
        Path file = write("f.yaml", "extends: lib/base.yaml\n");

        assertThat(weights(read(file))).isEqualTo(folder.resolve("lib/weights/a.pth"));
        assertThat(weights(read(write("g.yaml", "extends: lib/base.yaml\nweights: {from: b.pth}\n"))))
                .isEqualTo(folder.resolve("b.pth"));
        assertThat(weights(reader().read(RecipeSource.read(file), Map.of("weights.from", "b.pth"))))
                .as("a value of the caller is relative to where the caller is")
                .isEqualTo(Path.of("b.pth").toAbsolutePath());
        write("lib/far.yaml", "extends: ./base.yaml\nweights: {from: \"classpath:models/a.pth\"}\n");
        assertThat(((WeightsChoice.File)
                                read(write("h.yaml", "extends: lib/far.yaml\n")).weights())
                        .from())
                .as("an address has no folder")
                .isEqualTo(new WeightsAddress.ClassPath("models/a.pth", null));
        Path absolute = folder.resolve("c.pth").toAbsolutePath();
        assertThat(weights(reader().read(RecipeSource.read(file), Map.of("weights.from", absolute.toString()))))
                .isEqualTo(absolute);
    }

    @Test
    void problemsNameTheFileAsItIsReachedFromTheRecipe() throws Exception {
        Files.createDirectories(folder.resolve("lib/deep"));
        write("lib/deep/a.yaml", "extends: ../b.yaml\n");
        write("lib/b.yaml", "recipe: 1\nname: f\ntask: classification\nbackbone: {type: grid, channels: 0}\n");
        RecipeSource source = new RecipeSource("mine/r.yaml", "extends: lib/deep/a.yaml\n", folder);

        assertThat(problems(source))
                .extracting(Problem::at)
                .containsExactly(new Location(Path.of("mine/lib/b.yaml").toString(), 4, 34, "backbone.channels"));
    }

    @Test
    void depthAndNumberOfFilesAreLimited() throws Exception {
        write("s15.yaml", "recipe: 1\nname: s\ntask: classification\nbackbone: grid\n");
        for (int i = 14; i >= 0; i--) {
            write("s" + i + ".yaml", "extends: ./s" + (i + 1) + ".yaml\n");
        }
        assertThat(read(folder.resolve("s0.yaml")).name()).isEqualTo("s");
        RecipeSource deep = RecipeSource.read(write("deeper.yaml", "extends: ./s0.yaml\n"));
        assertThat(problems(deep)).extracting(Problem::code).containsExactly(ErrorCode.RECIPE_LIMIT);
        assertThat(problems(deep).get(0).text())
                .startsWith(folder.resolve("s14.yaml")
                        + ":1:10: extends: recipes extend each other at most 16 deep [R-003]");

        StringBuilder many = new StringBuilder("extends: [./s15.yaml");
        for (int i = 0; i < 70; i++) {
            write("m" + i + ".yaml", "title: m\n");
            many.append(", ./m").append(i).append(".yaml");
        }
        assertThat(problems(RecipeSource.read(write("many.yaml", many + "]\n"))))
                .extracting(Problem::message)
                .containsExactly("a recipe is made of at most 64 files");
    }

    @Test
    void allProblemsOfAFileThatIsReachedTwiceAreToldOnce() throws Exception {
        write("base.yaml", "recipe: 2\nname: a\nname: b\n");
        write("one.yaml", "extends: ./base.yaml\n");
        write("two.yaml", "extends: ./base.yaml\ntask: classification\nbackbone: grid\n");
        assertThat(problems(RecipeSource.read(write("r.yaml", "recipe: 1\nextends: [./one.yaml, ./two.yaml]\n"))))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.OUT_OF_RANGE, ErrorCode.DUPLICATE_KEY);
    }

    @Test
    void aCallerCannotChangeWhatIsExtended() throws Exception {
        RecipeSource source = RecipeSource.read(write("r.yaml", "extends: pet-finder\n"));
        LoadException e = catchThrowableOfType(
                LoadException.class,
                () -> reader().read(source, Map.of("extends", "other", "a..b", 1, "x.".repeat(80) + "x", 1)));

        assertThat(e.problems())
                .extracting(Problem::message)
                .containsExactlyInAnyOrder(
                        "what a recipe extends is followed before values are set",
                        "a path is made of at most 64 keys with single dots between them",
                        "a path is made of at most 64 keys with single dots between them");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Path weights(Recipe recipe) {
        return ((WeightsAddress.Local) ((WeightsChoice.File) recipe.weights()).from()).file();
    }

    private static List<Problem> problems(RecipeSource source) {
        return catchThrowableOfType(LoadException.class, () -> reader().read(source))
                .problems();
    }

    private static Recipe read(Path file) {
        return reader().read(RecipeSource.read(file));
    }

    private static RecipeReader reader() {
        return new RecipeReader(TestCatalog.create());
    }
}
