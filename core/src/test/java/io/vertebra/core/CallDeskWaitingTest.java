package io.vertebra.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.UnavailableException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Deadlines, and callers who do not wait any longer. */
class CallDeskWaitingTest extends CallDeskFixture {
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
    void whoSeesALateCallFindsItsPlaceFree() {
        occupy();
        for (int i = 0; i < 200; i++) {
            CompletableFuture<Integer> seen = desk.submit(this::atOnce, SOON).handle((value, late) -> desk.waiting());
            assertThat(seen.join()).isZero();
        }
    }

    @Test
    void theDesksDeadlineHoldsForCallsThatStateNone() {
        reopen(new PredictorOptions(1, 1, SOON));
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

    /** Cancelled between its turn and its first stage. */
    @Test
    void aCallThatNobodyWaitsForDoesNotBegin() {
        Call<String> call = new Call<>(this::atOnce, Runnable::run);
        call.result().cancel(true);
        assertThatThrownBy(call::run).hasMessage("abandoned");
        assertThat(ran).hasValue(0);
    }
}
