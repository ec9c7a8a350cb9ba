package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The conformance kit on the JARs of the product, and on some that are not as they should be. */
@DisabledOnOs(OS.WINDOWS)
final class TckIT {
    /** All nine plugins on two cores. */
    private static final long MOST_MINUTES = 7;

    private static final String HANG = "while (System.nanoTime() != 0) Thread.onSpinWait();";
    private static final List<String> FILES = List.of("tck-report.html", "tck-report.json", "tck-report.xml");

    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    private Product product;

    @BeforeEach
    void makeProduct() throws Exception {
        product = new Product(folder, scratch);
    }

    private JsonObject report() throws Exception {
        assertThat(product.files()).isEqualTo(FILES);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("tck-report.xml").toFile());
        JsonObject document = JsonParser.parseString(Files.readString(folder.resolve("tck-report.json")))
                .getAsJsonObject();
        assertThat(document.get("schema").getAsString()).isEqualTo("vertebra-tck-report/1");
        return document;
    }

    private static List<JsonObject> list(JsonObject owner, String key) {
        return StreamSupport.stream(owner.getAsJsonArray(key).spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static List<String> failures(JsonObject plugin) {
        return list(plugin, "findings").stream()
                .filter(finding -> finding.get("status").getAsString().equals("fail")
                        && finding.get("level").getAsString().equals("must"))
                .map(finding -> finding.get("rule").getAsString() + " "
                        + finding.get("subject").getAsString() + " "
                        + finding.get("detail").getAsString())
                .toList();
    }

    @Test
    void everyPluginOfTheProductIsConformant() throws Exception {
        Process process = product.start("tck", "run", "--out", folder.toString(), "--json");
        assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES))
                .as("in time")
                .isTrue();
        Product.Run run = product.result(process);
        List<JsonObject> plugins = list(report(), "plugins");
        assertThat(plugins.stream().flatMap(plugin -> failures(plugin).stream()))
                .isEmpty();
        assertThat(plugins).hasSize(9).allSatisfy(plugin -> {
            assertThat(plugin.get("conformant").getAsBoolean()).isTrue();
            JsonObject header = plugin.getAsJsonObject("header");
            assertThat(header.get("sha256").getAsString()).matches("[0-9a-f]{64}");
            assertThat(header.get("engine").getAsString()).startsWith("PyTorch 2.");
            assertThat(header.get("device").getAsString()).isEqualTo("cpu");
            assertThat(plugin.getAsJsonObject("counts").get("pass").getAsInt()).isPositive();
        });
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo(Files.readString(folder.resolve("tck-report.json")));
        assertThat(plugins.stream().flatMap(TckIT::asked)).containsAll(provided());
    }

    /** {@code classic recipe resnet50}: what was asked at least one rule that it passed. */
    private static Stream<String> asked(JsonObject plugin) {
        String id = plugin.getAsJsonObject("header").get("plugin").getAsString();
        return list(plugin, "findings").stream()
                .filter(finding -> finding.get("status").getAsString().equals("pass"))
                .map(finding -> id + " " + finding.get("kind").getAsString() + " "
                        + finding.get("subject").getAsString());
    }

    /** The models that the plugins say they bring: one that nobody asks anything cannot fail. */
    private List<String> provided() throws Exception {
        JsonObject document = JsonParser.parseString(
                        product.run("plugins", "list", "--json").out())
                .getAsJsonObject();
        List<String> provided = list(document, "plugins").stream()
                .flatMap(plugin -> StreamSupport.stream(
                                plugin.getAsJsonArray("provides").spliterator(), false)
                        .map(JsonElement::getAsString)
                        .filter(item -> item.startsWith("model:"))
                        .map(item -> plugin.get("id").getAsString() + item.replace("model:", " recipe ")))
                .toList();
        assertThat(provided).hasSizeGreaterThan(10);
        return provided;
    }

    @Test
    void aBrokenRuleIsReportedWithItsFix() throws Exception {
        Path jar = GivenJar.make(scratch, "", 8);
        Product.Run run = product.run(
                "tck", "run", "--plugin", jar.toString(), "--include", "BACKBONE-*", "--out", folder.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("NOT CONFORMANT", "BACKBONE-01 (must) on given, backbone given-bone\n", "      fix: ");
        JsonObject document = report();
        assertThat(document.get("conformant").getAsBoolean()).isFalse();
        assertThat(failures(list(document, "plugins").get(0)))
                .singleElement()
                .asString()
                .startsWith("BACKBONE-01 given-bone level only declares stride 8");
        assertThat(Files.readString(folder.resolve("tck-report.html"))).contains("level only declares stride 8");
    }

    @Test
    void whatEndsTheProcessAndWhatHangsIsSeenFromOutside() throws Exception {
        Path first = Files.createDirectory(scratch.resolve("first"));
        Path second = Files.createDirectory(scratch.resolve("second"));
        Product.Run run = product.run(
                "tck",
                "run",
                "--timeout",
                "10",
                "--plugin",
                GivenJar.make(first, "System.exit(0);", 2).toString(),
                "--plugin",
                GivenJar.make(second, HANG, 2).toString(),
                "--with",
                Files.createDirectory(scratch.resolve("alone")).toString(),
                "--out",
                folder.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        List<JsonObject> plugins = list(report(), "plugins");
        assertThat(plugins).hasSize(2);
        assertThat(failures(plugins.get(0)))
                .containsExactly("PLUGIN-02 given while the plugin was loaded, the process ended with exit code 0");
        assertThat(failures(plugins.get(1)))
                .containsExactly("PLUGIN-02 given while the plugin was loaded, the process did not end within 10 s");
    }

    @Test
    void whatCannotBeLoadedEndsWithItsOwnCode() throws Exception {
        Path jar = Files.writeString(scratch.resolve("broken.jar"), "no archive");
        Product.Run run = product.run("tck", "run", "--plugin", jar.toString(), "--out", folder.toString());
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains(
                        "CANNOT BE LOADED",
                        "[P-001]",
                        "that breaks PLUGIN-01 (must) on broken.jar, plugin broken.jar\n")
                .containsOnlyOnce("a plugin is a JAR that can be read")
                .containsOnlyOnce("fix: ");
        assertThat(list(report(), "plugins").get(0).getAsJsonArray("obstacles")).hasSize(1);
    }

    @Test
    void wrongUsageIsToldBeforeAnythingRuns() throws Exception {
        Product.Run rule = product.run("tck", "run", "--include", "NEK-*", "--out", folder.toString());
        assertThat(rule.exitCode()).isEqualTo(2);
        assertThat(rule.err()).startsWith("a pattern names at least one rule [U-001]\n    received: NEK-*\n");
        Product.Run device = product.run("tck", "run", "--device", "tpu");
        assertThat(device.exitCode()).isEqualTo(2);
        assertThat(device.err()).contains("--device is cpu, gpu or gpu:N", "received: tpu");
        assertThat(product.run("tck", "explain", "NECK-99").exitCode()).isEqualTo(2);
        assertThat(product.files()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anInterruptEndsThePluginTooAndWritesNothing() throws Exception {
        Path marker = scratch.resolve("started");
        String start = "try { java.nio.file.Files.createFile(java.nio.file.Path.of(\"" + marker
                + "\")); } catch (java.io.IOException e) { } " + HANG;
        Path jar = GivenJar.make(scratch, start, 2);
        Process process = product.start("tck", "run", "--plugin", jar.toString(), "--out", folder.toString());
        for (int i = 0; i < 1200 && Files.notExists(marker); i++) {
            Thread.sleep(Duration.ofMillis(100).toMillis());
        }
        assertThat(marker).exists();
        List<ProcessHandle> children = process.descendants().toList();
        assertThat(children).isNotEmpty();
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        for (ProcessHandle child : children) {
            child.onExit().get(30, TimeUnit.SECONDS);
        }
        assertThat(product.result(process).exitCode()).isEqualTo(143);
        assertThat(product.files()).isEmpty();
    }
}
