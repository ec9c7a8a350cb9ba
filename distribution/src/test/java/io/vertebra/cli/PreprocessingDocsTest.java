package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.model.Preprocessing.Fit;
import io.vertebra.api.model.Preprocessing.Kernel;
import io.vertebra.api.options.Names;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on preprocessing names what there is, and fixtures that exist. */
class PreprocessingDocsTest {
    private static final Path PAGE = Path.of("docs", "preprocessing.md");
    private static final Path FIXTURES = Path.of("..", "core", "src", "test", "resources", "ops", "image");

    @Test
    void eachKernelHasItsRow() throws IOException {
        assertThat(rows("kernel")).isEqualTo(names(Kernel.values()));
    }

    @Test
    void eachFitHasItsRowWithItsKeys() throws IOException {
        assertThat(rows("fit")).isEqualTo(names(Fit.values()));
        for (Fit fit : Fit.values()) {
            String keys = table("fit").stream()
                    .filter(row -> row.startsWith("| `" + Names.kebab(fit.name()) + "`"))
                    .findFirst()
                    .orElseThrow()
                    .split("\\|")[3];
            assertThat(quoted(keys)).as(fit.name()).isEqualTo(fit.keys());
        }
    }

    @Test
    void theFixturesExist() throws IOException {
        List<String> patterns = quoted(Files.readString(PAGE)).stream()
                .filter(name -> name.endsWith("-*"))
                .toList();
        assertThat(patterns).hasSizeGreaterThan(10);
        for (String pattern : patterns) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(FIXTURES, pattern + ".json")) {
                assertThat(files).as(pattern).isNotEmpty();
            }
        }
    }

    private static List<String> rows(String head) throws IOException {
        return table(head).stream().map(row -> quoted(row).get(0)).toList();
    }

    private static List<String> table(String head) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| " + head + " |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static List<String> quoted(String text) {
        return Pattern.compile("`([^`\\s]+)`")
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).map(Names::kebab).toList();
    }
}
