package io.vertebra.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong recipe of the folder gives exactly the text that stands beside it. */
class RecipeErrorsTest {
    private static final String FOLDER = "/io/vertebra/core/recipe/errors";

    @ParameterizedTest
    @MethodSource("cases")
    void messagesAreThoseOfTheGoldenFile(String name) throws Exception {
        LoadException e = error(name);

        assertThat(e.getMessage() + "\n").isEqualTo(text(name + ".txt"));
        assertThat(e.problems()).allSatisfy(problem -> {
            assertThat(problem.at()).isNotNull();
            assertThat(problem.received()).isNotBlank();
            assertThat(problem.fix()).isNotBlank();
        });
    }

    static List<String> cases() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theFolderHoldsAsManyTextsAsRecipes() throws Exception {
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files.filter(file -> file.toString().endsWith(".txt")))
                    .hasSameSizeAs(cases())
                    .hasSizeGreaterThan(15);
        }
    }

    @Test
    void theFolderPinsEnoughTexts() throws Exception {
        List<Problem> all = new ArrayList<>();
        for (String name : cases()) {
            all.addAll(error(name).problems());
        }
        assertThat(all).hasSizeGreaterThan(120);
        assertThat(all.stream().map(Problem::message).distinct()).hasSizeGreaterThan(70);
        assertThat(all.stream().map(Problem::code).distinct()).hasSizeGreaterThanOrEqualTo(18);
    }

    @Test
    void twelveMistakesOverTwoFilesAreToldAtOnce() throws Exception {
        assertThat(error("twelve-mistakes").problems())
                .hasSize(12)
                .extracting(problem -> String.valueOf(problem.at()))
                .satisfies(places ->
                        assertThat(places.subList(0, 6)).allMatch(at -> at.startsWith("twelve-mistakes.yaml:")))
                .satisfies(places ->
                        assertThat(places.subList(6, 12)).allMatch(at -> at.startsWith("base/twelve-base.yaml:")));
    }

    @Test
    void fiveMistakesGiveFiveProblemsInTheOrderOfTheFile() throws Exception {
        assertThat(error("five-mistakes").problems())
                .extracting(Problem::code)
                .containsExactly(
                        ErrorCode.UNKNOWN_KEY,
                        ErrorCode.WRONG_TYPE,
                        ErrorCode.OUT_OF_RANGE,
                        ErrorCode.UNKNOWN_COMPONENT,
                        ErrorCode.LABELS_MISMATCH);
    }

    @Test
    void defectsOfPluginsKeepTheirCauses() throws Exception {
        assertThat(error("broken-backbone")).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(error("foreign-neck")).hasCauseInstanceOf(NoSuchMethodError.class);
    }

    private static LoadException error(String name) throws Exception {
        RecipeSource source = new RecipeSource(name + ".yaml", text(name + ".yaml"), folder());
        return catchThrowableOfType(LoadException.class, () -> new RecipeReader(TestCatalog.create()).read(source));
    }

    private static String text(String name) throws Exception {
        return Files.readString(folder().resolve(name));
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(RecipeErrorsTest.class.getResource(FOLDER).toURI());
    }
}
