package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that look at plugins and lock them. */
@DisabledOnOs(OS.WINDOWS)
final class PluginVerbsIT {
    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    private Product product;
    private Path plugins;

    @BeforeEach
    void copyPlugins() throws IOException {
        product = new Product(folder, scratch);
        plugins = Files.createDirectory(scratch.resolve("plugins"));
        try (Stream<Path> jars = Files.list(Product.HOME.resolve("plugins"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, plugins.resolve(jar.getFileName()));
            }
        }
    }

    private Product.Run run(String... arguments) throws Exception {
        return product.run(Stream.concat(Stream.of("--plugins", plugins.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private Path jar(String id) throws IOException {
        try (Stream<Path> jars = Files.list(plugins)) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("vertebra-plugin-" + id + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aNewPluginIsWrittenOnceAndNeverOverFiles() throws Exception {
        Product.Run first = run("plugins", "new", "night-sky");
        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("files written to night-sky", "mvn -B package");
        assertThat(folder.resolve("night-sky/src/main/java/com/example/nightsky/NightSkyPlugin.java"))
                .isRegularFile();
        Product.Run second = run("plugins", "new", "night-sky");
        assertThat(second.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(second.err()).contains("[I-007]", "night-sky", "files are there", "--dir");
        Product.Run bad = run("plugins", "new", "Night Sky", "--dir", "other");
        assertThat(bad.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(bad.err()).contains("[U-001]", "Night Sky", "such as my-plugin");
        assertThat(folder.resolve("other")).doesNotExist();
    }

    @Test
    void aPluginIsInspectedWithoutRunningIt() throws Exception {
        Product.Run text = run("plugins", "inspect", "face");
        assertThat(text.exitCode()).isZero();
        assertThat(text.out()).contains("id            face\n", "licence       Apache-2.0\n", "face-detector");
        Product.Run run = run("plugins", "inspect", jar("face").toString(), "--json");
        JsonObject document = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(document.get("schema").getAsString()).isEqualTo("vertebra-plugin/1");
        assertThat(document.get("sha256").getAsString()).matches("[0-9a-f]{64}");
        assertThat(document.getAsJsonArray("provides").toString()).contains("model:face-detector");
        Product.Run unknown = run("plugins", "inspect", "fase");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).isEqualTo("""
                there is no such file, and no installed plugin of this id [U-001]
                    received: fase
                    fix: did you mean face, pose?
                """);
        Path broken = Files.writeString(scratch.resolve("broken.jar"), "no archive");
        assertThat(run("plugins", "inspect", broken.toString()).exitCode()).isEqualTo(1);
    }

    @Test
    void aLockedFolderTakesNoOtherPlugins() throws Exception {
        assertThat(run("plugins", "verify").exitCode()).isEqualTo(3);
        Product.Run lock = run("plugins", "lock");
        assertThat(lock.out()).isEqualTo("9 plugins locked in " + plugins.resolve("plugins.lock") + "\n");
        assertThat(run("plugins", "verify").out()).isEqualTo("all plugins are as locked\n");
        assertThat(run("models", "list", "--strict").exitCode()).isZero();

        Files.write(jar("pose"), new byte[] {0}, StandardOpenOption.APPEND);
        Product.Run verify = run("plugins", "verify", "--json");
        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.out()).contains("\"ok\": false", "P-008");
        Product.Run lenient = run("models", "list");
        assertThat(lenient.exitCode()).isZero();
        assertThat(lenient.err()).isEqualTo("warning: 1 plugin not used; `vertebra plugins list` says why\n");
        Product.Run strict = run("models", "list", "--strict");
        assertThat(strict.exitCode()).isEqualTo(3);
        assertThat(strict.out()).isEmpty();
        assertThat(strict.err()).contains("a plugin's content is the one that was locked [P-008]");
    }

    @Test
    void aDisabledPluginIsNamedByWhatMissesIt() throws Exception {
        assertThat(run("plugins", "disable", "face").exitCode()).isZero();
        Product.Run list = run("plugins", "list");
        assertThat(list.err()).isEmpty();
        assertThat(list.out().lines()).anyMatch(line -> line.matches("face +\\S+ +disabled .*"));
        Product.Run show = run("models", "show", "face-detector");
        assertThat(show.exitCode()).isEqualTo(2);
        assertThat(show.err()).isEqualTo("""
                no plugin provides a model of this name [U-002]
                    received: face-detector
                    fix: mend plugin face, which gives it and is disabled: vertebra plugins list
                """);
        Product.Run required = run("models", "list", "--require", "classic,face,fish");
        assertThat(required.exitCode()).isEqualTo(3);
        assertThat(required.err())
                .contains("received: face, which is disabled\n", "received: fish, which is not there\n")
                .doesNotContain("received: classic");
        assertThat(run("plugins", "enable", "face").exitCode()).isZero();
        assertThat(run("models", "show", "face-detector").exitCode()).isZero();
    }

    @Test
    void aLockThatCannotBeReadStopsEverything() throws Exception {
        Files.write(plugins.resolve("plugins.lock"), List.of("face 1.0 abc enabled"));
        Product.Run run = run("models", "list");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).isEqualTo(plugins.resolve("plugins.lock") + """
                :1: a line is: id version SHA-256 enabled|disabled [P-008]
                    received: face 1.0 abc enabled
                    fix: write the file anew: vertebra plugins lock
                """);
    }
}
