package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/vertebra} of the assembled product, run as a user would. */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {

    private final Path home = Path.of(System.getProperty("vertebra.home"));
    private final String version = System.getProperty("vertebra.version");

    @TempDir
    Path folder;

    @Test
    void printsTheVersion() throws Exception {
        Run run = run(Map.of(), home.resolve("bin/vertebra"), "--version");
        assertThat(run.exitCode).as(run.output).isZero();
        assertThat(run.output).contains(version);
    }

    @Test
    void startsThroughSymbolicLinksFromAnInstallationWhosePathHasBlanks() throws Exception {
        Path product = Files.createDirectories(folder.resolve("a b/vertebra"));
        for (String part : List.of("bin", "lib")) {
            Path target = Files.createDirectory(product.resolve(part));
            try (Stream<Path> files = Files.list(home.resolve(part))) {
                for (Path file : files.toList()) {
                    Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        Path linkToFolder = Files.createSymbolicLink(folder.resolve("my vertebra"), product);
        Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), product.resolve("bin/vertebra"));
        Path relative = Files.createSymbolicLink(folder.resolve("relative"), Path.of("absolute"));

        for (Path launcher :
                List.of(product.resolve("bin/vertebra"), linkToFolder.resolve("bin/vertebra"), absolute, relative)) {
            Run run = run(Map.of(), launcher, "--version");
            assertThat(run.exitCode).as(run.output).isZero();
            assertThat(run.output).contains(version);
        }
    }

    @Test
    void refusesAnOldJavaWithAMessage() throws Exception {
        Path jre = Files.createDirectories(folder.resolve("jre8"));
        Path java = Files.createDirectory(jre.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        Run run = run(Map.of("JAVA_HOME", jre.toString()), home.resolve("bin/vertebra"), "--version");

        assertThat(run.exitCode).isEqualTo(3);
        assertThat(run.output).contains("is Java 1.8.0", "Vertebra needs Java 17 or newer");
    }

    @Test
    void refusesAJavaHomeWithoutJava() throws Exception {
        Run run = run(Map.of("JAVA_HOME", folder.toString()), home.resolve("bin/vertebra"), "--version");
        assertThat(run.exitCode).isEqualTo(3);
        assertThat(run.output).contains("JAVA_HOME is " + folder);
    }

    @Test
    void handsJvmOptionsOn() throws Exception {
        Run run = run(Map.of("VERTEBRA_OPTS", "-XX:+UseG1GC -showversion"), home.resolve("bin/vertebra"), "--version");
        assertThat(run.exitCode).as(run.output).isZero();
        assertThat(run.output).containsIgnoringCase("64-Bit Server VM").contains(version);
    }

    private record Run(int exitCode, String output) {}

    private Run run(Map<String, String> environment, Path launcher, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PYTORCH_") || name.equals("JAVA_HOME"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Path log = Files.createTempFile(folder, "run", ".log");
        Process process = builder.redirectOutput(log.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
        return new Run(process.exitValue(), Files.readString(log));
    }
}
