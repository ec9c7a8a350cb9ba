package io.vertebra.tck;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.tck.subject.FixtureSubject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The parity fixtures that a plugin ships, by their names without folder. */
final class FixtureResources {
    private static final String ENDING = ".json";

    private FixtureResources() {}

    /**
     * All of a JAR, a folder of JARs or a folder of classes.
     *
     * @throws LoadException when one cannot be read
     */
    static Map<String, String> of(Path unit) {
        Map<String, String> texts = new TreeMap<>();
        try {
            if (Files.isDirectory(unit)) {
                addFolder(unit, texts);
            } else {
                addJar(unit, texts);
            }
        } catch (IOException e) {
            Problem problem = Problem.of(ErrorCode.FIXTURE, "the fixtures of the plugin can be read")
                    .at(Location.of(unit.toString()))
                    .received(e.getMessage());
            throw new LoadException(List.of(problem), e);
        }
        return texts;
    }

    private static void addFolder(Path unit, Map<String, String> texts) throws IOException {
        Path folder = unit.resolve(FixtureSubject.FOLDER);
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
                for (Path file : files) {
                    texts.put(String.valueOf(file.getFileName()), Files.readString(file));
                }
            }
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(unit, "*.jar")) {
            for (Path jar : jars) {
                addJar(jar, texts);
            }
        }
    }

    private static void addJar(Path jar, Map<String, String> texts) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                if (name.startsWith(FixtureSubject.FOLDER) && name.endsWith(ENDING)) {
                    byte[] content = zip.getInputStream(entry).readAllBytes();
                    texts.put(
                            name.substring(FixtureSubject.FOLDER.length()),
                            new String(content, StandardCharsets.UTF_8));
                }
            }
        }
    }
}
