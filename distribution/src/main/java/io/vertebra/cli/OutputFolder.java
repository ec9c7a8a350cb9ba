package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A folder to which results are written. A file is written under a temporary name in it and then moved, so that it is there whole or not at
 * all. When the process is ended from outside, a shutdown hook takes the temporary files away.
 */
final class OutputFolder implements AutoCloseable {
    private final Path folder;
    /** Folders that were made for this run, the innermost first. */
    private final Deque<Path> made = new ArrayDeque<>();

    private final Set<Path> temporary = new HashSet<>();
    /** Held while files change; the shutdown hook takes it for good, so that nothing is written after it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Thread hook = new Thread(this::stop, "remove temporary files");

    private final Consumer<Problem> alarm;
    /** The file that the user named, when it is that and not the folder. */
    private final @Nullable Path named;
    /** What would work. */
    private final String fix;

    private OutputFolder(Path folder, @Nullable Path named, String fix, Consumer<Problem> alarm) {
        this.folder = folder;
        this.named = named;
        this.fix = fix;
        this.alarm = alarm;
    }

    /**
     * Makes the folder if it is not there, and tries whether files can be written to it.
     *
     * @param option by which the user named it
     * @param alarm told when a temporary file stays behind at the end of the process
     * @throws InputException when they cannot
     */
    static OutputFolder open(Path folder, String option, Consumer<Problem> alarm) {
        return open(new OutputFolder(folder, null, option + " with a folder in which you may write", alarm));
    }

    /** The same for the folder of a file that the user named. */
    static OutputFolder open(Path folder, Path file, String option, Consumer<Problem> alarm) {
        return open(new OutputFolder(folder, file, option + " with a file in a folder in which you may write", alarm));
    }

    private static OutputFolder open(OutputFolder output) {
        Path folder = output.folder;
        try {
            output.make(folder.toAbsolutePath().normalize());
            Path trial = output.newTemporary();
            Files.createFile(trial);
            Files.delete(trial);
            output.temporary.clear();
        } catch (IOException e) {
            output.removeMade();
            throw output.refused(folder, e);
        }
        Runtime.getRuntime().addShutdownHook(output.hook);
        return output;
    }

    private void make(Path wanted) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path path = wanted; path != null && !Files.exists(path); path = path.getParent()) {
            missing.push(path);
        }
        for (Path path : missing) {
            Files.createDirectory(path);
            made.push(path);
        }
        if (!Files.isDirectory(wanted)) {
            throw new FileAlreadyExistsException(wanted.toString(), null, "it is a file");
        }
    }

    /** What users see of it. */
    Path path() {
        return folder;
    }

    /**
     * Writes a whole file, in place of one of that name.
     *
     * @throws InputException when it cannot be written
     */
    void write(String name, byte[] content) {
        Draft draft = draft(name);
        draft.append(content);
        draft.finish();
    }

    /** Takes away a file that an earlier run left. */
    void delete(String name) {
        lock.lock();
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw refused(folder.resolve(name), e);
        } finally {
            lock.unlock();
        }
    }

    /** Begins a file that is written piece by piece. */
    Draft draft(String name) {
        return new Draft(folder.resolve(name), newTemporary());
    }

    /** A file that is not there before it is finished. */
    final class Draft {
        private final Path target;
        private final Path file;

        private Draft(Path target, Path file) {
            this.target = target;
            this.file = file;
        }

        void append(String text) {
            append(text.getBytes(StandardCharsets.UTF_8));
        }

        private void append(byte[] content) {
            change(target, () -> {
                temporary.add(file);
                Files.write(file, content, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            });
        }

        void finish() {
            change(target, () -> {
                Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                temporary.remove(file);
            });
        }
    }

    /** What is done to a file. */
    @FunctionalInterface
    interface Change {
        void run() throws IOException;
    }

    /** Changes files under the lock. */
    void change(Path target, Change change) {
        lock.lock();
        try {
            change.run();
        } catch (IOException e) {
            throw refused(target, e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Not by Files.createTempFile: its files can be read by nobody but their owner, and they keep that when they are moved. The
     * target's name is no part of it, because a name that is just short enough would become too long.
     */
    private Path newTemporary() {
        return folder.resolve(".vertebra-" + UUID.randomUUID() + ".tmp");
    }

    /** Whether the JVM goes on; when it is ending already, the hook cleans up. */
    private boolean unhook() {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Takes away drafts that were not finished, and the folder when it was made for this run and is still empty. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (unhook()) {
                removeTemporary();
                removeMade();
            }
        } catch (IOException e) {
            throw refused(folder, e);
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the lock: whoever wants to write now waits until the process is gone. */
    private void stop() {
        lock.lock();
        try {
            removeTemporary();
        } catch (IOException e) {
            alarm.accept(refused(folder, e).problems().get(0));
        }
    }

    private void removeTemporary() throws IOException {
        for (Path file : Set.copyOf(temporary)) {
            Files.deleteIfExists(file);
            temporary.remove(file);
        }
    }

    private void removeMade() {
        try {
            while (!made.isEmpty()) {
                Files.delete(made.pop());
            }
        } catch (DirectoryNotEmptyException e) {
            made.clear();
        } catch (IOException e) {
            throw refused(folder, e);
        }
    }

    private InputException refused(Path target, IOException e) {
        return refused(named == null ? target : named, fix, reason(e), e);
    }

    static InputException refused(Path target, String fix, String reason, @Nullable IOException cause) {
        Problem problem = Problem.of(ErrorCode.OUTPUT_NOT_WRITABLE, "the output cannot be written here")
                .at(Location.of(target.toString()))
                .received(reason)
                .fix(fix);
        return new InputException(List.of(problem), cause);
    }

    /** The messages of these exceptions are a path and nothing else. */
    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "a file where a folder is needed";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "a place where no file or folder can be made";
        }
        return String.valueOf(e.getMessage());
    }
}
