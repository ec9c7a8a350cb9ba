package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder that goes away with all that is in it, also when the process is ended from outside. */
final class ScratchFolder implements AutoCloseable {
    private static final int TRIES = 20;
    private static final long PAUSE_MILLIS = 25;

    private final Path folder;
    private final Thread hook;

    private ScratchFolder(Path folder) {
        this.folder = folder;
        this.hook = new Thread(this::remove, "remove the scratch folder");
    }

    /** @throws InputException when there is no room for it */
    static ScratchFolder make(String purpose) {
        try {
            ScratchFolder scratch = new ScratchFolder(Files.createTempDirectory("vertebra-" + purpose + "-"));
            Runtime.getRuntime().addShutdownHook(scratch.hook);
            return scratch;
        } catch (IOException e) {
            Problem problem = Problem.of(ErrorCode.OUTPUT_NOT_WRITABLE, "the temporary folder can be written")
                    .received(e.getMessage())
                    .fix("point TMPDIR at a folder in which you may write");
            throw new InputException(List.of(problem), e);
        }
    }

    Path path() {
        return folder;
    }

    /** A process that is being ended may still write for a moment. */
    private void remove() {
        for (int i = 0; i < TRIES && !removed(); i++) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean removed() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException | java.io.UncheckedIOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook does it.
            return;
        }
        remove();
    }
}
