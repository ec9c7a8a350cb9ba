package io.vertebra.product;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.UnavailableException;
import io.vertebra.api.result.Detections;
import io.vertebra.core.Prediction;
import io.vertebra.core.Predictor;
import io.vertebra.core.PredictorOptions;
import io.vertebra.core.Request;
import io.vertebra.core.Vertebra;
import io.vertebra.core.runtime.EagerRuntime;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/**
 * A server's day, round by round: photos of many sizes and formats, broken ones, calls that are cancelled, late or refused.
 * Arguments are the rounds to warm up and the rounds that count, of {@value #ROUND} calls each. Output: managed arrays, resident
 * kilobytes, each before and after, calls that ended in another way than they should, and how many ended in each {@link End}.
 */
final class ServerSoakMain {
    static final int ROUND = 16;

    private static final int RUNNING = 2;
    private static final int WAITING = 6;

    private final Predictor<Detections> predictor;
    private final List<SoakPhotos.Item> photos;
    private final Map<End, Integer> ends = new EnumMap<>(End.class);
    private int next;
    private int wrong;

    /** How a call can end. */
    enum End {
        DONE,
        BAD_IMAGE,
        REFUSED,
        LATE,
        CANCELLED
    }

    private ServerSoakMain(Predictor<Detections> predictor, List<SoakPhotos.Item> photos) {
        this.predictor = predictor;
        this.photos = photos;
    }

    public static void main(String[] args) throws Exception {
        PredictorOptions options =
                PredictorOptions.defaults().maxRunning(RUNNING).maxWaiting(WAITING);
        try (Vertebra vertebra = Vertebra.open();
                Predictor<Detections> predictor = vertebra.predictor("face-detector-tiny", Detections.class, options)) {
            List<SoakPhotos.Item> photos = SoakPhotos.all();
            new ServerSoakMain(predictor, photos).rounds(Integer.parseInt(args[0]));
            EagerRuntime runtime = (EagerRuntime) predictor.runtime();
            int arrays = runtime.heldArrays();
            long resident = SoakRun.resident();
            ServerSoakMain counted = new ServerSoakMain(predictor, photos);
            counted.rounds(Integer.parseInt(args[1]));
            StringBuilder line = new StringBuilder();
            line.append(arrays).append(' ').append(runtime.heldArrays()).append(' ');
            line.append(resident).append(' ').append(SoakRun.resident()).append(' ');
            line.append(counted.wrong);
            for (End end : End.values()) {
                line.append(' ').append(counted.ends.getOrDefault(end, 0));
            }
            System.out.println(line);
        }
    }

    private void rounds(int number) throws InterruptedException {
        for (int i = 0; i < number; i++) {
            crowd();
            alone();
        }
        // a call whose caller has gone may still run
        while (predictor.running() > 0) {
            Thread.onSpinWait();
        }
    }

    private SoakPhotos.Item photo() {
        return photos.get(next++ % photos.size());
    }

    /** Two calls hold both places until ten others stand where they should: in the queue, out of it, or refused. */
    private void crowd() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(RUNNING);
        CountDownLatch gate = new CountDownLatch(1);
        List<CompletableFuture<End>> good = new ArrayList<>();
        for (int i = 0; i < RUNNING; i++) {
            good.add(end(predictor.submit(Request.of(new GatedImage(running, gate)))));
        }
        running.await();
        count(End.LATE, end(predictor.submit(photo().request().within(Duration.ofNanos(1)))));
        CompletableFuture<Prediction<Detections>> unwanted = predictor.submit(photo().request());
        unwanted.cancel(true);
        count(End.CANCELLED, end(unwanted));
        List<CompletableFuture<End>> waiting = new ArrayList<>();
        List<SoakPhotos.Item> asked = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            asked.add(photo());
            waiting.add(end(predictor.submit(asked.get(i).request())));
        }
        count(End.REFUSED, end(predictor.submit(photo().request())));
        gate.countDown();
        good.forEach(call -> count(End.DONE, call));
        for (int i = 0; i < WAITING; i++) {
            count(asked.get(i).end(), waiting.get(i));
        }
    }

    /** Every way to ask; the last may end in time or not. */
    private void alone() {
        SoakPhotos.Item content = photo();
        count(content.end(), end(() -> predictor.predict(content.content())));
        SoakPhotos.Item stream = photo();
        count(stream.end(), end(() -> predictor.predict(new ByteArrayInputStream(stream.content()))));
        SoakPhotos.Item patient = photo();
        count(patient.end(), end(() -> predictor.predict(patient.request().within(Duration.ofHours(1)))));
        SoakPhotos.Item whole = SoakPhotos.good(photos);
        count(End.DONE, end(() -> predictor.predict(whole.decoded())));
        CompletableFuture<End> hurried = end(predictor.submit(whole.request().within(Duration.ofMillis(10))));
        count(hurried.join() == End.LATE ? End.LATE : End.DONE, hurried);
    }

    private void count(End expected, CompletableFuture<End> call) {
        End end = call.join();
        ends.merge(end, 1, Integer::sum);
        wrong += end == expected ? 0 : 1;
    }

    private interface Ask {
        Prediction<Detections> predict();
    }

    private static CompletableFuture<End> end(Ask ask) {
        CompletableFuture<Prediction<Detections>> call = new CompletableFuture<>();
        try {
            call.complete(ask.predict());
        } catch (RuntimeException e) {
            call.completeExceptionally(e);
        }
        return end(call);
    }

    private static CompletableFuture<End> end(CompletableFuture<Prediction<Detections>> call) {
        return call.handle((prediction, failure) -> failure == null ? End.DONE : of(failure));
    }

    private static End of(Throwable failure) {
        if (failure instanceof CompletionException wrapped && wrapped.getCause() != null) {
            return of(wrapped.getCause());
        }
        if (failure instanceof CancellationException) {
            return End.CANCELLED;
        }
        if (failure instanceof UnavailableException unavailable) {
            return unavailable.code() == ErrorCode.OVERLOADED ? End.REFUSED : End.LATE;
        }
        if (failure instanceof InputException) {
            return End.BAD_IMAGE;
        }
        throw new IllegalStateException(failure);
    }
}
