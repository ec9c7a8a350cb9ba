package io.vertebra.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.LoadException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The end of a desk, from outside and from inside. */
class CallDeskClosingTest extends CallDeskFixture {
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
    void closingWakesACallerThatWaits() throws Exception {
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
        reopen(new PredictorOptions(2, 0, null));
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
