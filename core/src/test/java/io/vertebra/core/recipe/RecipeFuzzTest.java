package io.vertebra.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recipes of several files, damaged at random: whatever comes out, nothing but coded problems may be thrown, and soon. */
class RecipeFuzzTest {
    private static final int ROUNDS = 2_000;
    /** Pieces of the format itself, so that damage reaches beyond the YAML parser. */
    private static final List<String> PIECES = List.of(
            "${width}",
            "${",
            "$${",
            "${a}",
            "}",
            "$append",
            "$merge: {index: 0, with: {}}",
            "$remove: [type]",
            "{where: c3}",
            "extends: ./base.yaml\n",
            "extends: [./more.yaml, pet-finder]\n",
            "./r.yaml",
            "vars: {a: \"${b}\", b: \"${a}\"}\n",
            "type: grid\n",
            "~",
            "[]",
            "{}",
            "\n",
            "  ",
            "- ",
            ": ",
            "\"",
            "'",
            "#",
            "&a ",
            "*a",
            "0",
            "-1",
            "1e999",
            "\t",
            "<<: ",
            "\u0000",
            "\u00e9",
            "weights: {from: ../x.pth}\n",
            "neck:",
            "head: flat\n",
            "allow-licenses: [MIT]\n");

    private static final String BASE = """
            recipe: 1
            vars: {width: 64, kind: grid, list: [1, "${width}"]}
            task: {type: classification, limit: 3}
            backbone:
              type: ${kind}
              channels: ${width}
              blocks: [1, 2, 3]
            neck: [{type: pyramid, levels: [c3, c4]}, pyramid]
            """;
    private static final String MORE = """
            extends: [./base.yaml]
            neck: {$merge: {index: 0, with: {levels: {$append: [c5]}}}, $remove: {index: 1}}
            input: {size: [64, 96], resize: {fit: stretch}}
            weights: {from: ./w.pth, dialect: timm}
            """;
    private static final String RECIPE = """
            recipe: 1
            name: fuzz
            title: "width ${width}, $${kind}"
            extends: [./more.yaml, pet-finder]
            vars: {width: 32}
            backbone: {drop-rate: 0.5, blocks: {$prepend: [7]}}
            head: {type: flat, classes: 3}
            labels: pets
            $remove: [neck]
            """;

    @TempDir
    private Path folder;

    @Test
    void damagedRecipesGiveCodedProblemsOnly() {
        int[] counts = assertTimeoutPreemptively(Duration.ofSeconds(60), this::run);

        assertThat(counts[0]).as("refused").isGreaterThan(ROUNDS / 2);
        assertThat(counts[1]).as("read in spite of the damage").isGreaterThan(ROUNDS / 50);
        assertThat(counts[2]).as("refused after the YAML was read").isGreaterThan(ROUNDS / 10);
    }

    @Test
    void theUndamagedRecipeIsRight() throws IOException {
        write(BASE, MORE);
        assertThat(reader().read(source(RECIPE.getBytes(StandardCharsets.UTF_8)))
                        .name())
                .isEqualTo("fuzz");
    }

    private int[] run() throws IOException {
        Random random = new Random(4);
        int[] counts = new int[3];
        for (int i = 0; i < ROUNDS; i++) {
            int victim = random.nextInt(3);
            write(victim == 0 ? damaged(BASE, random) : BASE, victim == 1 ? damaged(MORE, random) : MORE);
            String recipe = victim == 2 ? damaged(RECIPE, random) : RECIPE;
            counts[judge(recipe, damaged("backbone.channels=8", random)) ? 1 : 0]++;
            counts[2] += problemsBeyondSyntax;
        }
        return counts;
    }

    private int problemsBeyondSyntax;

    /** Whether it was read. */
    private boolean judge(String recipe, String setting) {
        problemsBeyondSyntax = 0;
        Map<String, Object> settings = settings(setting);
        try {
            RecipeSource source = source(recipe.getBytes(StandardCharsets.UTF_8));
            RecipeDocument document = reader().document(source, settings);
            RecipeSource again = new RecipeSource("again.yaml", document.yaml(), folder);
            assertThat(reader().document(again, Map.of()).hash()).isEqualTo(document.hash());
            reader().read(source, settings);
            return true;
        } catch (LoadException e) {
            assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.at()).isNotNull();
                assertThat(problem.code().id()).matches("R-[0-9]{3}|W-005");
                assertThat(problem.fix()).isNotBlank();
                assertThat(problem.text().lines()).hasSizeBetween(2, 3);
            });
            problemsBeyondSyntax = e.problems().stream()
                            .anyMatch(problem -> problem.code().id().compareTo("R-100") > 0)
                    ? 1
                    : 0;
            return false;
        }
    }

    private static Map<String, Object> settings(String setting) {
        try {
            return Settings.parse(List.of(setting));
        } catch (UsageException e) {
            assertThat(e.problems()).isNotEmpty();
            return Map.of();
        }
    }

    private static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(damaged.length() + 1);
            int end = Math.min(damaged.length(), at + random.nextInt(12));
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            switch (random.nextInt(4)) {
                case 0 -> damaged.insert(at, piece);
                case 1 -> damaged.delete(at, end);
                case 2 -> damaged.replace(at, end, piece);
                default -> damaged.insert(random.nextInt(damaged.length() + 1), damaged.substring(at, end));
            }
        }
        return damaged.toString();
    }

    private void write(String base, String more) throws IOException {
        Files.writeString(folder.resolve("base.yaml"), base);
        Files.writeString(folder.resolve("more.yaml"), more);
    }

    private RecipeSource source(byte[] bytes) {
        return RecipeSource.decode("r.yaml", bytes, folder);
    }

    private static RecipeReader reader() {
        return new RecipeReader(TestCatalog.create());
    }
}
