package io.vertebra.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.UnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/**
 * A desk for one call at a time and one that waits. Work blocks on latches, so that nothing depends on how fast it is; the
 * time-out only ends a deadlock.
 */
@Timeout(60)
abstract class CallDeskFixture {
    static final Duration SOON = Duration.ofMillis(1);
    static final Duration NEVER = Duration.ofDays(1);

    final AtomicInteger ends = new AtomicInteger();
    final AtomicInteger ran = new AtomicInteger();
    final CountDownLatch started = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);
    CallDesk<String> desk = desk(1, 1);

    CallDesk<String> desk(int running, int waiting) {
        return new CallDesk<>("tiny", new PredictorOptions(running, waiting, null), ends::incrementAndGet);
    }

    /** Another desk in place of the first. */
    void reopen(PredictorOptions options) {
        desk.close();
        ends.set(0);
        desk = new CallDesk<>("tiny", options, ends::incrementAndGet);
    }

    @AfterEach
    void close() {
        gate.countDown();
        desk.close();
        assertThat(ends).hasValue(1);
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String atOnce(Call<String> call) {
        ran.incrementAndGet();
        return "done";
    }

    String blocked(@Nullable Call<String> call) {
        started.countDown();
        await(gate);
        return "late";
    }

    /** Takes the only place, until the gate opens. */
    CompletableFuture<String> occupy() {
        CompletableFuture<String> first = desk.submit(this::blocked, null);
        await(started);
        return first;
    }

    static ErrorCode code(CompletableFuture<?> future) {
        Throwable failure = catchThrowable(future::get);
        assertThat(failure).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(UnavailableException.class);
        return ((UnavailableException) failure.getCause()).code();
    }
}
