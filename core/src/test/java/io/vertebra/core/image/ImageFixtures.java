package io.vertebra.core.image;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The folder of the image operator fixtures: one JSON file per case, and the images that they name. */
final class ImageFixtures {
    private static final Path FOLDER = folder();

    private ImageFixtures() {}

    /** The ids of all cases, sorted. */
    static List<String> ids() throws IOException {
        return startingWith("").stream().map(OpCase::id).toList();
    }

    /** All cases whose id starts like this, sorted. */
    static List<OpCase> startingWith(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(ImageFixtures::isCase)
                    .filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .map(ImageFixtures::load)
                    .toList();
        }
    }

    /** An image by its name. */
    static Path file(String name) {
        return FOLDER.resolve("files").resolve(name);
    }

    /** The content of an image. */
    static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(file(name));
    }

    /** A path as a case writes it. */
    static Path resolve(String path) {
        return FOLDER.resolve(path);
    }

    static String sha256(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isCase(Path file) {
        return file.getFileName().toString().endsWith(".json");
    }

    private static OpCase load(Path path) {
        try {
            return new OpCase(JsonParser.parseString(Files.readString(path)).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(ImageFixtures.class.getResource("/ops/image").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
