package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.core.parity.FixtureReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fixtures that the arguments of {@code parity} mean, each once, in the order of the arguments.
 *
 * @param files of the form vertebra-parity/1
 * @param skipped how many JSON files are of another form
 */
record FixtureFiles(List<Path> files, int skipped) {
    /** @throws InputException when a place is not there or cannot be read */
    static FixtureFiles of(List<Path> places) {
        Set<Path> candidates = new LinkedHashSet<>();
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            try {
                candidates.addAll(in(place));
            } catch (IOException | UncheckedIOException e) {
                throw unreadable(place, e);
            }
        }
        for (Path candidate : candidates) {
            try {
                if (FixtureReader.isFixture(candidate)) {
                    files.add(candidate);
                }
            } catch (CharacterCodingException e) {
                // no text, so of another form
                continue;
            } catch (IOException e) {
                throw unreadable(candidate, e);
            }
        }
        return new FixtureFiles(files, candidates.size() - files.size());
    }

    private static List<Path> in(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place.normalize());
        }
        try (Stream<Path> found = Files.walk(place)) {
            return found.filter(file -> file.toString().endsWith(".json") && Files.isRegularFile(file))
                    .map(Path::normalize)
                    .sorted()
                    .toList();
        }
    }

    private static InputException unreadable(Path place, Exception e) {
        boolean missing = e instanceof NoSuchFileException;
        Problem problem = Problem.of(ErrorCode.FIXTURE, "the fixture cannot be read")
                .at(Location.of(place.toString()))
                .received(missing ? "no such file or folder" : String.valueOf(e.getMessage()))
                .fix("a fixture, or a folder with fixtures");
        return new InputException(List.of(problem), e);
    }
}
