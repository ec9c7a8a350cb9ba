package io.vertebra.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else's plugin: built against the artifacts of this build, dropped into the product, certified and used. */
@DisabledOnOs(OS.WINDOWS)
final class ThirdPartyIT {
    private static final Path EXAMPLE = Path.of("examples", "third-party-plugin");
    private static final Path GUIDE = Path.of("docs", "author-guide.md");

    @TempDir(factory = BesideTheProduct.class, cleanup = CleanupMode.ON_SUCCESS)
    Path root;

    @Test
    void theExampleIsBuiltDroppedInCertifiedAndUsed() throws Exception {
        Workbench bench = new Workbench(root);
        Workbench.copy(EXAMPLE, bench.folder().resolve("example"), false);
        String output = bench.run("""
                cd example
                mvn -B -q -Dvertebra.home="$VERTEBRA" package
                cp target/my-plugin-1.0.0.jar "$VERTEBRA/plugins/"
                vertebra plugins list
                vertebra --require my-plugin --strict tck run --plugin my-plugin --out ../report
                vertebra predict my-plugin-classifier "$VERTEBRA/samples/astronaut.png" --json > ../prediction.json
                """);
        assertThat(output).containsPattern("my-plugin +1\\.0\\.0 +loaded").containsPattern("my-plugin .* conformant");
        JsonObject report = json(bench.folder().resolve("report/tck-report.json"));
        JsonObject counts =
                report.getAsJsonArray("plugins").get(0).getAsJsonObject().getAsJsonObject("counts");
        assertThat(report.get("conformant").getAsBoolean()).isTrue();
        assertThat(counts.get("fail").getAsInt()).isZero();
        assertThat(counts.get("pass").getAsInt()).as("rules that were checked").isGreaterThan(30);
        JsonObject prediction = json(bench.folder().resolve("prediction.json"));
        assertThat(prediction.toString()).contains("\"red\"", "\"green\"", "\"blue\"");
        assertThat(bench.folder().resolve("example/target/surefire-reports/com.example.myplugin.ConformanceTest.txt"))
                .content()
                .containsPattern("Tests run: [1-9]\\d+, Failures: 0, Errors: 0");
    }

    private static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    @Test
    void everyCommandOfTheAuthorsGuideWorks() throws Exception {
        Workbench bench = new Workbench(root);
        // The build needs Java and Maven only; a machine without Python leaves out the block that computes the fixture
        // again.
        boolean python = new ProcessBuilder("bash", "-c", "command -v python3 > /dev/null")
                        .start()
                        .waitFor()
                == 0;
        String commands = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE))
                .results()
                .map(block -> block.group(1))
                .filter(block -> python || !block.contains("python3"))
                .collect(Collectors.joining());
        String output = bench.run(commands);
        assertThat(output)
                .containsPattern("night-sky .* conformant")
                .containsPattern("night-sky +1\\.0\\.0 +loaded")
                .contains("night-sky-classifier");
        if (python) {
            assertThat(output).contains("1 passed, 0 failed");
        }
        // The mistake of the guide is found, by its rule.
        assertThat(Files.readString(bench.folder().resolve("night-sky/broken.txt")))
                .contains("BACKBONE-01", "c3", "33");
        assertThat(bench.folder().resolve("night-sky/report")).isDirectoryContaining("glob:**.html");
    }
}
