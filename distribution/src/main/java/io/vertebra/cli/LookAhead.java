package io.vertebra.cli;

import io.vertebra.api.error.InputException;
import io.vertebra.core.image.Photo;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Reads the next images while one is looked at, and gives them in their order. One thread reads; so many images wait at most,
 * and none is read ahead while a large one is looked at.
 */
final class LookAhead implements AutoCloseable {
    /** 24 megapixels, as cameras make them, are 72 MB. */
    private static final long LARGE = 24_000_000;

    private final Function<Path, Photo> reader;
    private final int ahead;
    private final Iterator<Path> files;
    private final Deque<Reading> readings = new ArrayDeque<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "vertebra-reader");
        made.setDaemon(true);
        return made;
    });

    /** A file, and the photo that comes of it. */
    private record Reading(Path file, CompletableFuture<Photo> photo) {}

    /**
     * Starts reading the first file.
     *
     * @param ahead images that are read before it is their turn, at most
     */
    LookAhead(Iterable<Path> files, int ahead, Function<Path, Photo> reader) {
        this.files = files.iterator();
        this.ahead = ahead;
        this.reader = reader;
        read(1);
    }

    /**
     * The next photo, in the order of the files; called once for each.
     *
     * @throws InputException when this image cannot be used; the others can
     */
    Photo next() {
        read(1);
        Reading reading = readings.remove();
        Photo photo = null;
        try {
            photo = await(reading);
            return photo;
        } finally {
            if (photo == null || (long) photo.size().width() * photo.size().height() <= LARGE) {
                read(ahead);
            }
        }
    }

    private void read(int most) {
        while (readings.size() < most && files.hasNext()) {
            Path file = files.next();
            readings.add(new Reading(file, CompletableFuture.supplyAsync(() -> reader.apply(file), thread)));
        }
    }

    /** What found no room beside the image before it may find room now that its turn has come. */
    private Photo await(Reading reading) {
        try {
            return reading.photo.join();
        } catch (CompletionException e) {
            Throwable failure = e.getCause();
            if (failure instanceof OutOfMemoryError || failure.getCause() instanceof OutOfMemoryError) {
                return reader.apply(reading.file);
            }
            if (failure instanceof RuntimeException known) {
                throw known;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    /** Reads nothing more. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
