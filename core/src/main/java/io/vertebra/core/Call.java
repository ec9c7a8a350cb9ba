package io.vertebra.core;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * One call on its way. Its result is decided once: by the work, by the deadline, or by the caller who cancels.
 *
 * @param <T> what it gives
 */
final class Call<T> {
    private final Function<Call<T>, T> work;
    private final Executor decider;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final long asked = System.nanoTime();

    /** Ends the work of a call whose result nobody waits for any more; nobody sees it. */
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("abandoned", null, false, false);
        }
    }

    /**
     * A call that nobody has accepted yet.
     *
     * @param work looks now and then whether its result is still wanted
     * @param decider decides its result, and so runs what the caller chained to it
     */
    Call(Function<Call<T>, T> work, Executor decider) {
        this.work = work;
        this.decider = decider;
    }

    CompletableFuture<T> result() {
        return result;
    }

    void decide(Runnable decision) {
        decider.execute(decision);
    }

    /** When it was made, on the clock of {@link System#nanoTime}. */
    long asked() {
        return asked;
    }

    /** Between two stages: goes on only when somebody still waits for the result. */
    void checkWanted() {
        if (result.isDone()) {
            throw new Abandoned();
        }
    }

    T run() {
        checkWanted();
        return work.apply(this);
    }
}
