package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code vertebra parity} on a fixture of a small network. */
@DisabledOnOs(OS.WINDOWS)
final class ParityIT {
    private static final String FIXTURE = "mobilenet-v1-0-25.json";

    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    private Product product;
    private String good;

    @BeforeEach
    void open() throws IOException {
        product = new Product(folder, scratch);
        try (InputStream stream = ParityIT.class.getResourceAsStream(FIXTURE)) {
            good = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aModelThatGivesTheReferencesNumbersPasses() throws Exception {
        Files.writeString(folder.resolve("good.json"), good);
        Product.Run run = product.run("parity", "good.json", "--runtime", "eager");
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .matches("fixture +worst error +tolerance +verdict\n"
                        + "mobilenet-v1-0-25 +\\d\\.\\de-0[5-9] +2\\.\\de-05 +pass\n1 passed, 0 failed\n");
        assertThat(run.exitCode()).isZero();
    }

    /** A neck without a model around it, and two fixtures of parts that cannot be. */
    @Test
    void aPartIsComparedByItself() throws Exception {
        String fpn;
        try (InputStream stream = ParityIT.class.getResourceAsStream("fpn.json")) {
            fpn = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        Files.writeString(folder.resolve("a.json"), fpn);
        Files.writeString(folder.resolve("b.json"), fpn.replace("\"part\": \"neck\"", "\"part\": \"tail\""));
        Files.writeString(folder.resolve("c.json"), fpn.replace("\"channels\": 256}", "\"chanels\": 256}"));
        Product.Run run = product.run("parity", ".");
        assertThat(run.out())
                .containsPattern("fpn +\\d\\.\\de-0[5-9] +2\\.\\de-05 +pass\n")
                .endsWith("1 passed, 2 failed\n");
        assertThat(run.err()).isEqualTo("""
                b.json: the fixture is not of the form vertebra-parity/1 [M-003]
                    received: a part is one of backbone, neck, attention, not tail
                    fix: a file of the form vertebra-parity/1
                c.json: model.chanels: fpn has no such option [R-101]
                    received: chanels
                    fix: did you mean channels?
                """);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void aFixtureThatFailsDoesNotStopTheOthers() throws Exception {
        Files.createDirectory(folder.resolve("deep"));
        Files.writeString(folder.resolve("deep/a.json"), good);
        String mean = "\"mean\":";
        int at = good.indexOf(mean) + mean.length();
        Files.writeString(
                folder.resolve("b.json"),
                good.substring(0, at) + " 1" + good.substring(at).replaceFirst("^[^,]*", ""));
        Files.writeString(
                folder.resolve("c.json"),
                good.replace("\"model\": \"mobilenet-v1-0-25\"", "\"model\": \"mobilnet-v1\""));
        Files.writeString(folder.resolve("d.json"), "{\"format\": \"vertebra-parity/1\"}");
        Files.writeString(folder.resolve("e.json"), "{\"format\": \"vertebra-decode/1\"}");

        Product.Run run = product.run("parity", ".", "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "c.json: the fixture names a model that no plugin provides [U-002]\n    received: mobilnet-v1\n")
                .contains("d.json: the fixture is not of the form vertebra-parity/1 [M-003]");
        JsonObject document = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(document.get("schema").getAsString()).isEqualTo("vertebra-parity-report/1");
        assertThat(document.get("skipped").getAsInt()).isEqualTo(1);
        assertThat(document.getAsJsonArray("fixtures").asList().stream()
                        .map(fixture -> fixture.getAsJsonObject().get("file").getAsString() + " "
                                + fixture.getAsJsonObject().get("verdict").getAsString()))
                .containsExactly("b.json fail", "c.json fail", "d.json fail", "deep/a.json pass");
        JsonObject wrong = document.getAsJsonArray("fixtures").get(0).getAsJsonObject();
        assertThat(wrong.get("error").getAsDouble())
                .isGreaterThan(wrong.get("tolerance").getAsDouble());
        JsonObject unread = document.getAsJsonArray("fixtures").get(2).getAsJsonObject();
        assertThat(unread.get("error").isJsonNull()).isTrue();
        assertThat(unread.get("id").getAsString()).isEqualTo("d");
    }

    @Test
    void noFixtureIsAnInputThatIsMissing() throws Exception {
        Files.writeString(folder.resolve("e.json"), "{\"format\": \"vertebra-decode/1\"}");
        Product.Run run = product.run("parity", ".");
        assertThat(run.err()).isEqualTo("""
                        there is no fixture here [M-003]
                            received: [.], 1 file of another form
                            fix: files of the form vertebra-parity/1
                        """);
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(3);
    }
}
