package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.vertebra.api.error.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFolderTest {
    @TempDir
    Path folder;

    private static OutputFolder open(Path path) {
        return OutputFolder.open(path, "--out", problem -> fail(problem.text()));
    }

    private static List<String> in(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void filesAreThereWhole() throws IOException {
        Path out = folder.resolve("a/b");
        try (OutputFolder output = open(out)) {
            output.write("one.png", new byte[] {1, 2});
            output.write("one.png", new byte[] {3});
            OutputFolder.Draft draft = output.draft("results.json");
            draft.append("{");
            assertThat(in(out)).hasSize(2).doesNotContain("results.json");
            draft.append("}");
            draft.finish();
        }
        assertThat(in(out)).containsExactly("one.png", "results.json");
        assertThat(Files.readAllBytes(out.resolve("one.png"))).containsExactly(3);
        assertThat(out.resolve("results.json")).hasContent("{}");
    }

    @Test
    void aNameMayBeAsLongAsTheFileSystemTakes() throws IOException {
        String name = "n".repeat(255);
        try (OutputFolder output = open(folder)) {
            output.write(name, new byte[] {1});
        }
        assertThat(in(folder)).containsExactly(name);
    }

    @Test
    void anUnfinishedDraftAndAnEmptyFolderGoAway() throws IOException {
        Path out = folder.resolve("a/b");
        try (OutputFolder output = open(out)) {
            output.draft("results.json").append("{");
        }
        assertThat(in(folder)).isEmpty();
    }

    @Test
    void aFolderThatWasThereStays() throws IOException {
        open(folder).close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPathThroughAFileIsRefusedBeforeAnythingIsMade() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(InputException.class)
                .hasMessage(file + ": the output cannot be written here [I-007]\n"
                        + "    received: a file where a folder is needed\n"
                        + "    fix: --out with a folder in which you may write");
        assertThatThrownBy(() -> open(file.resolve("a/b")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file.resolve("a/b") + ": the output cannot be written here [I-007]");
        assertThat(in(folder)).containsExactly("file");
    }

    @Test
    void aFolderInTheWayOfAFileIsTold() throws IOException {
        Files.createDirectories(folder.resolve("one.png/full"));
        try (OutputFolder output = open(folder)) {
            assertThatThrownBy(() -> output.write("one.png", new byte[] {1}))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith(folder.resolve("one.png") + ": the output cannot be written here [I-007]");
        }
        assertThat(in(folder)).containsExactly("one.png");
    }
}
