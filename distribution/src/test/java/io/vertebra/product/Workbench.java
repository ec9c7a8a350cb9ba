package io.vertebra.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * Where a plugin's author works: a product of his own, an empty folder, a shell with {@code vertebra} and {@code mvn}, and a local
 * repository that no other build sees. What this build fetched is offered to his Maven as a repository of files; without
 * network that has to do.
 */
final class Workbench {
    private static final Path PRODUCT = Path.of(System.getProperty("vertebra.home"));
    private static final Path FETCHED = Path.of(System.getProperty("vertebra.maven.repository"));
    private static final String MAVEN = System.getProperty("vertebra.maven.home") + "/bin/mvn";
    private static final boolean OFFLINE =
            System.getProperty("vertebra.maven.mode").equals("offline true");
    private static final Path REPOSITORY =
            Path.of("target", "third-party-repository").toAbsolutePath();
    private static final int LONGEST_SECONDS = 300;

    private final Path product;
    private final Path folder;
    private final Path settings;

    /** @param root empty, on the disk of the product, whose files are linked */
    Workbench(Path root) throws IOException {
        product = root.resolve("vertebra");
        folder = Files.createDirectories(root.resolve("work"));
        settings = Files.writeString(root.resolve("settings.xml"), settings());
        copy(PRODUCT, product, true);
        // Snapshots of an earlier build; all else in it has a version of its own and stays.
        delete(REPOSITORY.resolve("io/vertebra"));
    }

    Path product() {
        return product;
    }

    Path folder() {
        return folder;
    }

    /** What a script printed; all of its commands succeed. */
    String run(String script) throws IOException, InterruptedException {
        String prelude =
                """
                set -eu
                mvn() {
                  "%s" -gs "%s" "-Dmaven.repo.local=%s" %s "$@"
                }
                """.formatted(MAVEN, settings, REPOSITORY, OFFLINE ? "-o -Daether.offline.protocols=file" : "");
        Path file = Files.writeString(settings.resolveSibling("script.sh"), prelude + script);
        Path log = settings.resolveSibling("log.txt");
        ProcessBuilder builder = new ProcessBuilder("bash", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // As somebody has them who never built Vertebra.
        builder.environment().keySet().removeIf(name -> name.matches("(PYTORCH|DJL|MAVEN|VERTEBRA)_.*"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("VERTEBRA", product.toString());
        builder.environment()
                .merge("PATH", product.resolve("bin").toString(), (old, bin) -> bin + File.pathSeparator + old);
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            String output = Files.readString(log, StandardCharsets.UTF_8);
            assertThat(ended).as("ended in time\n%s", output).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String settings() {
        String repository = "<id>fetched</id><url>file://" + FETCHED + "</url>";
        return """
                <settings>
                  <profiles>
                    <profile>
                      <id>fetched</id>
                      <repositories><repository>%1$s</repository></repositories>
                      <pluginRepositories><pluginRepository>%1$s</pluginRepository></pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>fetched</activeProfile></activeProfiles>
                </settings>
                """.formatted(repository);
    }

    /** A copy of a folder; natives may be linked, because nobody writes to them. */
    static void copy(Path from, Path to, boolean linkNatives) throws IOException {
        Path natives = from.resolve("natives");
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.endsWith("target")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(file));
                if (linkNatives && file.startsWith(natives)) {
                    Files.createLink(target, file);
                } else {
                    Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var found = Files.walk(folder)) {
                for (Path path :
                        found.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
