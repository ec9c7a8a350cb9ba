package io.vertebra.cli;

import io.vertebra.api.error.InputException;
import io.vertebra.api.error.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One file that the user named. It is written whole at the end ({@link #draft()}), or line by line ({@link #lines()}); one of that
 * name is replaced then and not before.
 */
final class OutputFile {
    private static final List<String> SYSTEM = List.of("/dev", "/proc");

    private final Path file;
    private final Path target;
    private final OutputFolder folder;

    private OutputFile(Path file, Path target, OutputFolder folder) {
        this.file = file;
        this.target = target;
        this.folder = folder;
    }

    /**
     * Tries whether it can be written.
     *
     * @param alarm told when a temporary file stays behind at the end of the process
     * @throws InputException when it cannot
     */
    static OutputFile open(Path file, String option, Consumer<Problem> alarm) {
        boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        if (there && (!Files.isRegularFile(file) || isStream(file))) {
            // Moving a file over it would take it away.
            String found =
                    Files.isDirectory(file) ? "a folder where a file is needed" : "something that is no plain file";
            throw OutputFolder.refused(file, option + " with a plain file", found, null);
        }
        try {
            // A link stays a link, and what it points to is replaced.
            Path target = there ? file.toRealPath() : file.toAbsolutePath().normalize();
            Path parent = target.getParent();
            if (parent == null) {
                throw new IOException("no file");
            }
            return new OutputFile(file, target, OutputFolder.open(parent, file, option, alarm));
        } catch (IOException e) {
            throw OutputFolder.refused(file, option + " with a plain file", String.valueOf(e.getMessage()), e);
        }
    }

    /** Whether it is a link of the system such as /dev/stdout, which may lead to the very file that other output goes to. */
    private static boolean isStream(Path file) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            return parent != null
                    && Files.isSymbolicLink(file)
                    && SYSTEM.stream().anyMatch(parent.toRealPath()::startsWith);
        } catch (IOException e) {
            return false; // told when it is written
        }
    }

    /** What users see of it. */
    Path path() {
        return file;
    }

    /** The folder in which it lies; closing it takes away what was not finished. */
    OutputFolder folder() {
        return folder;
    }

    /** Begins a file that is there when it is whole. */
    OutputFolder.Draft draft() {
        return folder.draft(String.valueOf(target.getFileName()));
    }

    /** Begins a file that grows by whole lines. */
    Lines lines() {
        return new Lines();
    }

    /** Lines that are in the file as soon as they are added. */
    final class Lines {
        private @Nullable FileChannel channel;

        /** @throws InputException when there is no room for it; then no part of it stays */
        void add(String line) {
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            // Under the folder's lock, so that the end of the process waits for a line that has begun.
            folder.change(target, () -> append(bytes));
        }

        private void append(ByteBuffer bytes) throws IOException {
            if (channel == null) {
                channel = FileChannel.open(
                        target,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
            }
            long start = channel.position();
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                channel.truncate(start);
                throw e;
            }
        }

        void finish() {
            folder.change(target, () -> {
                if (channel != null) {
                    channel.close();
                }
            });
        }
    }
}
