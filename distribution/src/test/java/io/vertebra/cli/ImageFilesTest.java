package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class ImageFilesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectories(folder.resolve("deep/er"));
        Files.createDirectories(folder.resolve("folder.png"));
        for (String name : List.of(
                "b.JPG",
                "a.png",
                "c.jpeg",
                "notes.txt",
                ".hidden.png",
                "a.overlay.png",
                "deep/d.png",
                "deep/er/e.png")) {
            Files.createFile(folder.resolve(name));
        }
    }

    private List<String> found(String... arguments) {
        ImageFiles files = ImageFiles.of(
                Stream.of(arguments).map(argument -> folder + "/" + argument).toList());
        assertThat(files.problems()).isEmpty();
        return files.files().stream()
                .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                .toList();
    }

    @Test
    void aFolderMeansItsOwnImagesByName() {
        assertThat(found("")).containsExactly("a.png", "b.JPG", "c.jpeg");
    }

    @Test
    void aPatternMeansTheFilesThatMatch() {
        assertThat(found("*.png")).containsExactly("a.overlay.png", "a.png");
        assertThat(found("{a,c}.{png,jpeg}")).containsExactly("a.png", "c.jpeg");
        assertThat(found("*/?.png")).containsExactly("deep/d.png");
        assertThat(found("deep/**.png")).containsExactly("deep/d.png", "deep/er/e.png");
    }

    @Test
    void aFileIsItselfWhateverItsName() {
        assertThat(found("notes.txt", "missing.jpg")).containsExactly("notes.txt", "missing.jpg");
    }

    @Test
    void aFileWhoseNameLooksLikeAPatternIsAFile() throws IOException {
        Files.createFile(folder.resolve("[1].png"));
        assertThat(found("[1].png")).containsExactly("[1].png");
    }

    @Test
    void everyFormatThatIsReadHasItsExtensions() throws IOException {
        Path all = Files.createDirectory(folder.resolve("all"));
        for (String extension :
                List.of("bmp", "gif", "heic", "jpe", "jpeg", "jpg", "png", "svg", "TIF", "tiff", "webp")) {
            Files.createFile(all.resolve("x." + extension));
        }
        assertThat(found("all"))
                .containsExactlyInAnyOrder(
                        "all/x.bmp",
                        "all/x.gif",
                        "all/x.jpeg",
                        "all/x.jpg",
                        "all/x.png",
                        "all/x.TIF",
                        "all/x.tiff",
                        "all/x.webp");
    }

    @Test
    void aFileIsTakenOnce() {
        assertThat(found("a.png", "", "deep/../a.png")).containsExactly("a.png", "b.JPG", "c.jpeg");
    }

    @Test
    void whatHoldsNoImageIsAProblemAndTheRestGoesOn() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        ImageFiles files = ImageFiles.of(List.of(empty.toString(), folder + "/a.png", folder + "/no/*.png"));
        assertThat(files.files()).containsExactly(folder.resolve("a.png"));
        assertThat(files.problems()).extracting(Problem::code).containsOnly(ErrorCode.NO_IMAGES);
        assertThat(files.problems()).hasSize(2);
        assertThat(files.problems().get(0).text())
                .isEqualTo(empty + ": there is no image here [I-006]\n"
                        + "    received: no file that ends in .jpg, .jpeg, .png, .gif, .bmp, .webp, .tif or .tiff\n"
                        + "    fix: name an image, a folder with images right in it, or a pattern in quotes such as"
                        + " 'photos/*.jpg'");
    }

    /** Its owner may have taken the rights away; whoever runs this as an administrator may read it all the same. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderThatCannotBeReadCostsOnlyWhatLiesInIt() throws IOException {
        Path closed = folder.resolve("deep/er");
        Files.setPosixFilePermissions(closed, Set.of());
        try {
            assumeThat(Files.isReadable(closed)).isFalse();
            ImageFiles files = ImageFiles.of(List.of(folder + "/deep/**.png", folder + "/deep/er/*.png"));
            assertThat(files.files()).containsExactly(folder.resolve("deep/d.png"));
            assertThat(files.problems())
                    .hasSize(2)
                    .allSatisfy(problem -> assertThat(problem.text())
                            .isEqualTo(closed + ": the folder cannot be read [I-001]\n    received: permission denied\n"
                                    + "    fix: a folder that you may read"));
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkThatLeadsRoundInACircleIsPassedOver() throws IOException {
        Files.createSymbolicLink(folder.resolve("deep/round"), folder.resolve("deep"));
        assertThat(found("deep/**.png")).containsExactly("deep/d.png", "deep/er/e.png");
    }

    @Test
    void aBrokenPatternIsWrongUsage() {
        assertThatThrownBy(() -> ImageFiles.of(List.of(folder + "/[a.png")))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(
                        "this is neither a path nor a pattern [U-001]\n    received: " + folder + "/[a.png: ");
    }
}
