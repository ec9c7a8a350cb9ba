package io.vertebra.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.UnavailableException;
import io.vertebra.api.result.Detections;
import io.vertebra.core.Prediction;
import io.vertebra.core.Predictor;
import io.vertebra.core.PredictorOptions;
import io.vertebra.core.Request;
import io.vertebra.core.Timings;
import io.vertebra.core.Vertebra;
import io.vertebra.core.runtime.EagerRuntime;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server asks of a predictor, with a real model; images that block on a latch stand in for slow ones. */
@Timeout(120)
final class ServedPredictorIT {
    private static final String MODEL = "face-detector-tiny";
    private static final Path PHOTO = Path.of(System.getProperty("vertebra.home"), "samples", "astronaut.png");
    private static final PredictorOptions ONE = PredictorOptions.defaults().maxRunning(1);

    /** Reading it waits for the gate, or runs whatever else is asked. */
    private static final class SlowImage extends BufferedImage {
        private final Runnable whenRead;

        SlowImage(Runnable whenRead) {
            super(64, 64, TYPE_INT_RGB);
            this.whenRead = whenRead;
        }

        @Override
        public int getHeight() {
            // null while the superclass is made
            if (whenRead != null) {
                whenRead.run();
            }
            return super.getHeight();
        }
    }

    private static Predictor<Detections> predictor(Vertebra vertebra, PredictorOptions options) {
        return vertebra.predictor(MODEL, Detections.class, options);
    }

    private static Request blocked(CountDownLatch started, CountDownLatch gate) {
        return Request.of(new SlowImage(() -> {
            started.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    @Test
    void aFullPredictorRefusesAndGoesOn() throws Exception {
        byte[] photo = Files.readAllBytes(PHOTO);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        try (Vertebra vertebra = Vertebra.open();
                Predictor<Detections> predictor = predictor(vertebra, ONE.maxWaiting(1))) {
            CompletableFuture<Prediction<Detections>> running = predictor.submit(blocked(started, gate));
            started.await();
            CompletableFuture<Prediction<Detections>> waiting = predictor.submit(Request.of(photo));
            assertThat(predictor.running() + predictor.waiting()).isEqualTo(2);
            assertThatThrownBy(() -> predictor.predict(photo))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.OVERLOADED));
            gate.countDown();
            assertThat(running.join().result().detections()).isEmpty();
            Prediction<Detections> second = waiting.join();
            assertThat(second.result().detections()).hasSize(1);
            Timings timings = second.timings();
            assertThat(timings.queue()).isPositive();
            assertThat(List.of(timings.read(), timings.prepare(), timings.forward()))
                    .allMatch(time -> time > 0);
            assertThat(predictor.running() + predictor.waiting()).isZero();
        }
    }

    @Test
    void whatComesAfterTheDeadlineIsDropped() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        try (Vertebra vertebra = Vertebra.open();
                Predictor<Detections> predictor = predictor(vertebra, ONE)) {
            int before = ((EagerRuntime) predictor.runtime()).heldArrays();
            assertThatThrownBy(() -> predictor.predict(blocked(started, gate).within(Duration.ofMillis(1))))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            late -> assertThat(late.code()).isEqualTo(ErrorCode.DEADLINE));
            gate.countDown();
            assertThat(predictor.predict(PHOTO).result().detections()).hasSize(1);
            assertThat(((EagerRuntime) predictor.runtime()).heldArrays()).isEqualTo(before);
        }
    }

    @Test
    void aCancelledPredictionNeverReadsItsImage() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        try (Vertebra vertebra = Vertebra.open();
                Predictor<Detections> predictor = predictor(vertebra, ONE)) {
            predictor.submit(blocked(started, gate));
            started.await();
            CompletableFuture<?> second = predictor.submit(Request.of(new SlowImage(read::countDown)));
            assertThat(second.cancel(false)).isTrue();
            assertThat(predictor.waiting()).isZero();
            gate.countDown();
        }
        assertThat(read.getCount()).isEqualTo(1);
    }

    @Test
    void aBadImageIsTheImagesFaultInEveryForm() {
        byte[] text = "no image".getBytes(StandardCharsets.US_ASCII);
        try (Vertebra vertebra = Vertebra.open();
                Predictor<Detections> predictor = predictor(vertebra, ONE)) {
            assertThatThrownBy(() -> predictor.predict(text)).isInstanceOf(InputException.class);
            assertThatThrownBy(() -> predictor.predict(new ByteArrayInputStream(text)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("the stream");
            assertThatThrownBy(() -> predictor.predict(Request.of(text).within(Duration.ofHours(1))))
                    .isInstanceOf(InputException.class);
            assertThatThrownBy(() -> predictor.submit(Request.of(text)).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(InputException.class);
        }
    }

    /** Ten predictors hold the arrays of one. */
    @Test
    void predictorsOfOneModelHoldItsWeightsOnce() {
        try (Vertebra vertebra = Vertebra.open()) {
            List<Predictor<Detections>> ten = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                ten.add(predictor(vertebra, ONE.maxWaiting(i)));
            }
            EagerRuntime shared = (EagerRuntime) ten.get(0).runtime();
            assertThat(ten).allMatch(predictor -> predictor.runtime() == shared);
            int tensors =
                    vertebra.blueprint(vertebra.recipe(MODEL)).parameters().size();
            assertThat(shared.heldArrays()).isEqualTo(tensors);
            ten.subList(0, 9).forEach(Predictor::close);
            assertThat(shared.heldArrays()).isEqualTo(tensors);
            assertThat(ten.get(9).predict(PHOTO).result().detections()).hasSize(1);
            ten.get(9).close();
            assertThat(shared.heldArrays()).isZero();
        }
    }

    @Test
    void aPredictionMayCloseItsPredictorAndEverything() {
        Vertebra vertebra = Vertebra.open();
        Predictor<Detections> first = predictor(vertebra, ONE);
        Request closesFirst = Request.of(new SlowImage(first::close));
        assertThat(first.predict(closesFirst).result().detections()).isEmpty();
        Predictor<Detections> second = predictor(vertebra, ONE);
        Request closesAll = Request.of(new SlowImage(vertebra::close));
        assertThat(second.submit(closesAll).join().result().detections()).isEmpty();
        assertThatThrownBy(() -> first.predict(PHOTO)).hasMessageContaining("[M-002]");
        assertThatThrownBy(() -> second.predict(PHOTO)).hasMessageContaining("[M-002]");
    }

    @Test
    void closingVertebraWaitsForOpenPredictors() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        Vertebra vertebra = Vertebra.open();
        Predictor<Detections> predictor = predictor(vertebra, ONE);
        EagerRuntime runtime = (EagerRuntime) predictor.runtime();
        CompletableFuture<Prediction<Detections>> running = predictor.submit(blocked(started, gate));
        started.await();
        CompletableFuture<Prediction<Detections>> waiting = predictor.submit(Request.of(PHOTO));
        FutureTask<Void> closing = new FutureTask<>(vertebra::close, null);
        new Thread(closing).start();
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(LoadException.class);
        assertThat(closing.isDone()).isFalse();
        assertThat(runtime.heldArrays()).isPositive();
        gate.countDown();
        closing.get();
        assertThat(running.join().result().detections()).isEmpty();
        assertThat(runtime.heldArrays()).isZero();
        assertThatThrownBy(() -> vertebra.predictor(MODEL))
                .isInstanceOf(LoadException.class)
                .hasMessageStartingWith("this Vertebra was closed [M-002]");
        vertebra.close();
    }
}
