package io.vertebra.core;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One call on its way. Its result is decided once: by the work, by the deadline, or by the caller who cancels.
 *
 * @param <T> what it gives
 */
final class Call<T> {
    private final Function<Call<T>, T> work;
    private final Consumer<Call<T>> onTurn;
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
     * @param onTurn what to do when it waited and its turn has come
     */
    Call(Function<Call<T>, T> work, Consumer<Call<T>> onTurn) {
        this.work = work;
        this.onTurn = onTurn;
    }

    CompletableFuture<T> result() {
        return result;
    }

    void itsTurn() {
        onTurn.accept(this);
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
