package io.vertebra.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work blocks on latches, so that nothing here depends on how fast it is; the time-out only ends a deadlock. */
@Timeout(60)
class CallDeskTest {
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(1);

    private final AtomicInteger ends = new AtomicInteger();
    private final AtomicInteger ran = new AtomicInteger();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private CallDesk<String> desk = desk(1, 1);

    private CallDesk<String> desk(int running, int waiting) {
        return new CallDesk<>("tiny", new PredictorOptions(running, waiting, null), ends::incrementAndGet);
    }

    @AfterEach
    void close() {
        gate.countDown();
        desk.close();
        assertThat(ends).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String atOnce(Call<String> call) {
        ran.incrementAndGet();
        return "done";
    }

    private String blocked(Call<String> call) {
        started.countDown();
        await(gate);
        return "late";
    }

    /** Takes the only place, until the gate opens. */
    private CompletableFuture<String> occupy() {
        CompletableFuture<String> first = desk.submit(this::blocked, null);
        await(started);
        return first;
    }

    private static ErrorCode code(CompletableFuture<?> future) {
        Throwable failure = catchThrowable(future::get);
        assertThat(failure).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(UnavailableException.class);
        return ((UnavailableException) failure.getCause()).code();
    }

    @Test
    void whoAsksForNoDeadlineRunsInItsOwnThread() {
        assertThat(desk.run(call -> Thread.currentThread().getName(), null))
                .isEqualTo(Thread.currentThread().getName());
        assertThat(desk.run(call -> Thread.currentThread().getName(), NEVER)).startsWith("vertebra-tiny-");
        assertThat(desk.submit(call -> Thread.currentThread().getName(), null).join())
                .startsWith("vertebra-tiny-");
        assertThat(desk.running()).isZero();
    }

    @Test
    void oneMoreThanMayWaitIsRefused() {
        CompletableFuture<String> first = occupy();
        CompletableFuture<String> second = desk.submit(this::atOnce, null);
        assertThat(desk.running()).isEqualTo(1);
        assertThat(desk.waiting()).isEqualTo(1);
        CompletableFuture<String> third = desk.submit(this::atOnce, null);
        assertThat(third).isDone();
        assertThat(code(third)).isEqualTo(ErrorCode.OVERLOADED);
        assertThatThrownBy(() -> desk.run(this::atOnce, null))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("as many predictions run and wait as this predictor allows [S-001]\n"
                        + "    received: tiny, 1 running and 1 waiting\n"
                        + "    fix: ask again later, or open the predictor with a larger maxWaiting");
        gate.countDown();
        assertThat(first.join()).isEqualTo("late");
        assertThat(second.join()).isEqualTo("done");
        assertThat(ran).hasValue(1);
    }

    /** The place is free before the result is seen: with no queue at all, one call after the other finds room. */
    @Test
    void whoHasAResultFindsRoomForTheNext() {
        desk.close();
        ends.set(0);
        desk = desk(1, 0);
        for (int i = 0; i < 2000; i++) {
            assertThat(desk.submit(this::atOnce, null).join()).isEqualTo("done");
            assertThat(desk.run(this::atOnce, NEVER)).isEqualTo("done");
        }
        assertThat(ran).hasValue(4000);
    }

    @Test
    void moreThanMayRunNeverRun() {
        desk.close();
        ends.set(0);
        desk = desk(3, 1000);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        Function<Call<String>, String> work = call -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            three.countDown();
            await(three);
            now.decrementAndGet();
            return "done";
        };
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(desk.submit(work, null));
        }
        all.forEach(CompletableFuture::join);
        assertThat(most).hasValue(3);
    }

    @Test
    void waitingCallsRunInTheOrderOfTheirArrival() {
        desk.close();
        ends.set(0);
        desk = desk(1, 100);
        occupy();
        List<Integer> order = new ArrayList<>();
        List<CompletableFuture<String>> all = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            expected.add(i);
            all.add(desk.submit(
                    call -> {
                        order.add(number);
                        return "done";
                    },
                    null));
        }
        gate.countDown();
        all.forEach(CompletableFuture::join);
        assertThat(order).isEqualTo(expected);
    }

    @Test
    void aDeadlineEndsTheWaitForWorkThatGoesOn() {
        AtomicInteger later = new AtomicInteger();
        Function<Call<String>, String> work = call -> {
            blocked(call);
            call.checkWanted();
            later.incrementAndGet();
            return "late";
        };
        assertThatThrownBy(() -> desk.run(work, SOON))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("the prediction was not done by its deadline [S-002]\n    received: tiny, after 1 ms\n"
                        + "    fix: a longer deadline, a smaller maxWaiting, or a faster model");
        gate.countDown();
        desk.close();
        assertThat(later).as("stages after the deadline").hasValue(0);
        assertThat(desk.running()).isZero();
    }

    @Test
    void aDeadlineTakesAWaitingCallOutOfTheQueue() {
        occupy();
        CompletableFuture<String> second = desk.submit(this::atOnce, SOON);
        assertThat(code(second)).isEqualTo(ErrorCode.DEADLINE);
        assertThat(desk.waiting()).isZero();
        gate.countDown();
        desk.close();
        assertThat(ran).hasValue(0);
    }

    @Test
    void theDesksDeadlineHoldsForCallsThatStateNone() {
        desk.close();
        ends.set(0);
        desk = new CallDesk<>("tiny", new PredictorOptions(1, 1, SOON), ends::incrementAndGet);
        assertThat(code(desk.submit(this::blocked, null))).isEqualTo(ErrorCode.DEADLINE);
        CompletableFuture<String> patient = desk.submit(this::atOnce, NEVER);
        gate.countDown();
        assertThat(patient.join()).isEqualTo("done");
    }

    @Test
    void aCancelledCallThatWaitsMakesRoomAndNeverRuns() {
        CompletableFuture<String> first = occupy();
        CompletableFuture<String> second = desk.submit(this::atOnce, null);
        assertThat(second.cancel(true)).isTrue();
        assertThat(desk.waiting()).isZero();
        CompletableFuture<String> third = desk.submit(call -> "third", null);
        gate.countDown();
        assertThat(third.join()).isEqualTo("third");
        assertThat(first.join()).isEqualTo("late");
        assertThat(ran).hasValue(0);
        assertThatThrownBy(second::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void aCancelledCallThatRunsEndsBeforeItsNextStage() {
        AtomicInteger stages = new AtomicInteger();
        CompletableFuture<String> first = desk.submit(
                call -> {
                    stages.incrementAndGet();
                    blocked(call);
                    call.checkWanted();
                    stages.incrementAndGet();
                    return "late";
                },
                null);
        await(started);
        first.cancel(true);
        gate.countDown();
        desk.close();
        assertThat(stages).hasValue(1);
        assertThat(first).isCancelled();
    }

    @Test
    void anInterruptedCallerLeavesTheQueueWithItsFlagSet() throws Exception {
        occupy();
        for (Duration deadline : new Duration[] {null, NEVER}) {
            FutureTask<Boolean> waiting = new FutureTask<>(() -> {
                assertThatThrownBy(() -> desk.run(this::atOnce, deadline))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining("[S-003]");
                return Thread.currentThread().isInterrupted();
            });
            Thread thread = new Thread(waiting);
            thread.start();
            while (desk.waiting() == 0) {
                Thread.onSpinWait();
            }
            thread.interrupt();
            assertThat(waiting.get()).isTrue();
            assertThat(desk.waiting()).isZero();
        }
        assertThat(ran).hasValue(0);
    }

    @Test
    void failuresComeAsTheyAreAndFreeThePlace() {
        InputException bad = new InputException(Problem.of(ErrorCode.IMAGE_EMPTY, "empty"));
        Function<Call<String>, String> failing = call -> {
            throw bad;
        };
        assertThatThrownBy(() -> desk.run(failing, null)).isSameAs(bad);
        assertThatThrownBy(() -> desk.run(failing, NEVER)).isSameAs(bad);
        assertThatThrownBy(() -> desk.submit(failing, null).join())
                .isInstanceOf(CompletionException.class)
                .hasCause(bad);
        Error error = new StackOverflowError();
        assertThatThrownBy(() -> desk.run(
                        call -> {
                            throw error;
                        },
                        NEVER))
                .isSameAs(error);
        assertThat(desk.running()).isZero();
        assertThat(desk.run(this::atOnce, null)).isEqualTo("done");
    }

    @Test
    void closingTurnsAwayWhoWaitsAndWaitsForWhoRuns() throws Exception {
        CompletableFuture<String> first = occupy();
        CompletableFuture<String> second = desk.submit(this::atOnce, null);
        FutureTask<Void> closing = new FutureTask<>(desk::close, null);
        new Thread(closing).start();
        assertThatThrownBy(second::join)
                .hasCauseInstanceOf(LoadException.class)
                .hasMessageContaining("this predictor was closed [M-002]");
        assertThat(closing.isDone()).isFalse();
        assertThat(ends).hasValue(0);
        assertThatThrownBy(() -> desk.run(this::atOnce, null))
                .isInstanceOf(LoadException.class)
                .hasMessageStartingWith("this predictor was closed [M-002]");
        gate.countDown();
        closing.get();
        assertThat(first.join()).isEqualTo("late");
        assertThat(ends).hasValue(1);
        assertThat(ran).hasValue(0);
    }

    @Test
    void closingWakesACallerThatWaitsInItsOwnThread() throws Exception {
        occupy();
        FutureTask<String> waiting = new FutureTask<>(() -> desk.run(this::atOnce, null));
        new Thread(waiting).start();
        while (desk.waiting() == 0) {
            Thread.onSpinWait();
        }
        new Thread(desk::close).start();
        assertThatThrownBy(waiting::get).hasCauseInstanceOf(LoadException.class);
        assertThat(ran).hasValue(0);
    }

    @Test
    void aCallMayCloseItsOwnDesk() {
        String answer = desk.run(
                call -> {
                    desk.close();
                    assertThat(ends).as("ended in the middle of a call").hasValue(0);
                    return "closed from inside";
                },
                null);
        assertThat(answer).isEqualTo("closed from inside");
        assertThat(ends).hasValue(1);
    }

    @Test
    void aStepBehindAResultMayCloseTheDesk() {
        CompletableFuture<String> result = occupy();
        CompletableFuture<Void> closed = result.thenRun(desk::close);
        gate.countDown();
        closed.join();
        assertThatThrownBy(() -> desk.run(this::atOnce, null)).isInstanceOf(LoadException.class);
    }

    @Test
    void twoCallsMayCloseTheDeskAtOnce() {
        desk.close();
        ends.set(0);
        desk = desk(2, 0);
        CountDownLatch both = new CountDownLatch(2);
        Function<Call<String>, String> closing = call -> {
            both.countDown();
            await(both);
            desk.close();
            return "done";
        };
        CompletableFuture<String> one = desk.submit(closing, null);
        CompletableFuture<String> two = desk.submit(closing, null);
        assertThat(one.join() + two.join()).isEqualTo("donedone");
    }
}
