package io.vertebra.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Who runs when, and in which thread. */
class CallDeskTest extends CallDeskFixture {
    /** Long enough for a busy machine to chain a step before it. */
    private static final Duration LATER = Duration.ofSeconds(2);

    private String thread(Call<String> call) {
        return Thread.currentThread().getName();
    }

    /** Each thread that runs networks costs memory; the desk may use three and needs one. */
    @Test
    void oneCallAfterTheOtherRunsInOneThread() {
        reopen(new PredictorOptions(3, 3, null));
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            names.add(desk.run(this::thread, null));
            names.add(desk.run(this::thread, NEVER));
            names.add(desk.submit(this::thread, null).join());
        }
        assertThat(names).containsExactly("vertebra-tiny-1");
        assertThat(desk.running()).isZero();
    }

    /** Two that run all the time, and more behind them. */
    @Test
    void asManyThreadsAsRunAtOnce() {
        reopen(new PredictorOptions(2, 1000, null));
        Set<String> names = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(desk.submit(this::thread, null).whenComplete((name, failure) -> names.add(name)));
        }
        all.forEach(CompletableFuture::join);
        assertThat(names).isSubsetOf("vertebra-tiny-1", "vertebra-tiny-2");
    }

    @Test
    void whatIsChainedMayAskAgainAndWait() {
        reopen(new PredictorOptions(1, 0, null));
        CompletableFuture<String> chained =
                desk.submit(call -> "first", null).thenApply(first -> first + desk.run(this::atOnce, null));
        assertThat(chained.join()).isEqualTo("firstdone");
    }

    @Test
    void aChainedStepThatBlocksHoldsUpNobody() {
        // a step that is chained to a finished result would run right here and block the test itself
        CountDownLatch chained = new CountDownLatch(1);
        CompletableFuture<String> blocked = desk.submit(
                        call -> {
                            await(chained);
                            return "first";
                        },
                        null)
                .thenApply(first -> blocked(null));
        chained.countDown();
        await(started);
        assertThat(desk.run(this::atOnce, null)).isEqualTo("done");
        CompletableFuture<String> late = desk.submit(this::blocked, LATER).handle((value, failure) -> blocked(null));
        assertThat(code(desk.submit(this::blocked, SOON))).isEqualTo(ErrorCode.DEADLINE);
        gate.countDown();
        assertThat(blocked.join() + late.join()).isEqualTo("latelate");
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
        reopen(new PredictorOptions(1, 0, null));
        for (int i = 0; i < 2000; i++) {
            assertThat(desk.submit(this::atOnce, null).join()).isEqualTo("done");
            assertThat(desk.run(this::atOnce, NEVER)).isEqualTo("done");
        }
        assertThat(ran).hasValue(4000);
    }

    @Test
    void moreThanMayRunNeverRun() {
        reopen(new PredictorOptions(3, 1000, null));
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
        reopen(new PredictorOptions(1, 100, null));
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

    /** What is chained last to a future runs first; even that finds the place of a late call free. */
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
}
