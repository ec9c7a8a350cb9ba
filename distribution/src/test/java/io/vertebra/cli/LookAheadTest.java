package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.Problem;
import io.vertebra.core.image.Photo;
import io.vertebra.core.image.PhotoReader;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LookAheadTest {
    private static final Path FIRST = Path.of("0.png");

    /** Names of the files whose reading has begun. */
    private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();

    private static List<Path> files(int number) {
        return IntStream.range(0, number).mapToObj(i -> Path.of(i + ".png")).toList();
    }

    private Photo read(Path file) {
        begun.add(file.toString());
        return photo(file, 2, 1);
    }

    private static Photo photo(Path file, int width, int height) {
        return new PhotoReader().read(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), file.toString());
    }

    @Test
    void photosComeInTheOrderOfTheFiles() {
        try (LookAhead photos = new LookAhead(files(20), 3, this::read)) {
            for (Path file : files(20)) {
                assertThat(photos.next().name()).isEqualTo(file.toString());
            }
        }
        assertThat(begun).hasSize(20);
    }

    @Test
    void theNextOnesAreReadWhileOneIsLookedAtAndNoMore() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Iterable<Path> counted =
                () -> files(20).stream().peek(file -> asked.incrementAndGet()).iterator();
        try (LookAhead photos = new LookAhead(counted, 2, this::read)) {
            photos.next();
            assertThat(asked).hasValue(3);
            assertThat(begun.take()).isEqualTo("0.png");
            assertThat(begun.take()).isEqualTo("1.png");
            assertThat(begun.take()).isEqualTo("2.png");
            photos.next();
            assertThat(asked).hasValue(4);
            assertThat(begun.take()).isEqualTo("3.png");
        }
    }

    @Test
    void nothingIsReadAheadOfALargeImage() {
        AtomicInteger read = new AtomicInteger();
        try (LookAhead photos = new LookAhead(files(2), 1, file -> {
            read.incrementAndGet();
            return file.equals(FIRST) ? photo(file, 6000, 4001) : photo(file, 1, 1);
        })) {
            photos.next();
            assertThat(read).hasValue(1);
            photos.next();
            assertThat(read).hasValue(2);
        }
    }

    @Test
    void aBadImageFailsWhenItIsItsTurn() {
        InputException bad = new InputException(Problem.of(ErrorCode.IMAGE_EMPTY, "empty"));
        try (LookAhead photos = new LookAhead(files(3), 1, file -> {
            if (file.equals(Path.of("1.png"))) {
                throw bad;
            }
            return read(file);
        })) {
            assertThat(photos.next().name()).isEqualTo("0.png");
            assertThatThrownBy(photos::next).isSameAs(bad);
            assertThat(photos.next().name()).isEqualTo("2.png");
        }
    }

    @Test
    void whatFoundNoRoomIsReadAgainWhenItIsItsTurn() {
        AtomicInteger tries = new AtomicInteger();
        try (LookAhead photos = new LookAhead(files(2), 1, file -> {
            if (file.equals(FIRST)) {
                return read(file);
            }
            if (tries.incrementAndGet() == 1) {
                throw new InputException(
                        List.of(Problem.of(ErrorCode.IMAGE_TOO_LARGE, "no room")), new OutOfMemoryError());
            }
            return read(file);
        })) {
            photos.next();
            assertThat(photos.next().name()).isEqualTo("1.png");
            assertThat(tries).hasValue(2);
        }
    }

    @Test
    void aCloseDoesNotWaitForAReading() {
        CountDownLatch gate = new CountDownLatch(1);
        LookAhead photos = new LookAhead(files(2), 1, file -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return read(file);
        });
        photos.close();
        gate.countDown();
    }
}
