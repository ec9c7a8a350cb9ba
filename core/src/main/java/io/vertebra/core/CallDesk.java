package io.vertebra.core;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UnavailableException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where calls are accepted and refused: bounded, with deadlines, cancelled when their callers say so, and closed without leaving
 * one behind.
 *
 * @param <T> what a call gives
 */
final class CallDesk<T> implements AutoCloseable {
    private final String name;
    private final PredictorOptions options;
    private final Turnstile<Call<T>> turnstile;
    private final DeskThreads threads;
    /** Threads that are in the middle of a call of this desk. */
    private final Set<Thread> inside = ConcurrentHashMap.newKeySet();

    private final CompletableFuture<Void> lastFinished = new CompletableFuture<>();
    private final CompletableFuture<Void> ended;

    /**
     * An open desk.
     *
     * @param name for messages and threads
     * @param atLast runs once, when the desk was closed and its last call has ended
     */
    CallDesk(String name, PredictorOptions options, Runnable atLast) {
        this.name = name;
        this.options = options;
        threads = new DeskThreads(name);
        turnstile = new Turnstile<>(options.maxRunning(), options.maxWaiting(), () -> lastFinished.complete(null));
        ended = lastFinished.thenRun(() -> {
            threads.close();
            atLast.run();
        });
    }

    /** Runs in the caller's thread, or, where there is a deadline, in another one that the caller need not wait for. */
    T run(Function<Call<T>, T> work, @Nullable Duration own) {
        if (own != null || options.deadline() != null) {
            return await(submit(work, own));
        }
        CompletableFuture<Boolean> turn = new CompletableFuture<>();
        Call<T> call = new Call<>(work, itself -> turn.complete(true));
        switch (turnstile.enter(call)) {
            case GO -> perform(call);
            case WAIT -> {
                call.result().whenComplete((value, turnedAway) -> turn.complete(false));
                if (isItsTurn(call, turn)) {
                    perform(call);
                }
            }
            case FULL -> throw overloaded();
            case CLOSED -> throw closed();
        }
        return await(call.result());
    }

    /** Waits; false when the desk was closed instead. */
    private boolean isItsTurn(Call<T> call, CompletableFuture<Boolean> turn) {
        try {
            return turn.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!turnstile.withdraw(call) && turn.join()) {
                leave();
                turnstile.finish();
            }
            throw cancelled();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A future that every failure comes to as well. Cancelling it takes the call out of the queue, or ends it at the next stage. */
    CompletableFuture<T> submit(Function<Call<T>, T> work, @Nullable Duration own) {
        Call<T> call = new Call<>(work, this::hand);
        CompletableFuture<T> result = call.result();
        Duration deadline = own == null ? options.deadline() : own;
        switch (turnstile.enter(call)) {
            case GO -> {
                watch(call, deadline);
                hand(call);
            }
            case WAIT -> watch(call, deadline);
            case FULL -> result.completeExceptionally(overloaded());
            case CLOSED -> result.completeExceptionally(closed());
        }
        return result;
    }

    /** A call whose result is decided does not stand in the queue any more. */
    private void watch(Call<T> call, @Nullable Duration deadline) {
        CompletableFuture<T> result = call.result();
        result.whenComplete((value, failure) -> turnstile.withdraw(call));
        if (deadline == null) {
            return;
        }
        try {
            Future<?> alarm = threads.later(deadline, () -> result.completeExceptionally(late(deadline)));
            result.whenComplete((value, failure) -> alarm.cancel(false));
        } catch (RejectedExecutionException e) {
            // closed since it entered, and with it turned away
            result.completeExceptionally(closed());
        }
    }

    private void hand(Call<T> call) {
        try {
            threads.run(() -> perform(call));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // no thread to be had: the call fails, those behind it do not
            leave();
            call.result().completeExceptionally(e);
            turnstile.finish();
        }
    }

    /** In the thread that the call was given; its turn has come. */
    private void perform(Call<T> call) {
        boolean outermost = inside.add(Thread.currentThread());
        try {
            decide(call);
        } finally {
            if (outermost) {
                inside.remove(Thread.currentThread());
            }
            turnstile.finish();
        }
    }

    /** Leaves before the result is seen, so that who has it can call again and finds room. */
    private void decide(Call<T> call) {
        T value;
        try {
            value = call.run();
        } catch (Throwable e) {
            leave();
            call.result().completeExceptionally(e);
            return;
        }
        leave();
        call.result().complete(value);
    }

    private void leave() {
        Call<T> next = turnstile.leave();
        if (next != null) {
            next.itsTurn();
        }
    }

    /** An interrupted caller cancels its call and leaves with its flag set. */
    private T await(CompletableFuture<T> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.completeExceptionally(cancelled());
            return await(result);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * Turns those away that wait and waits for those that run. Called from the middle of a call of this desk, it does not wait:
     * the desk ends when that call does.
     */
    @Override
    public void close() {
        turnstile.close().forEach(call -> call.result().completeExceptionally(closed()));
        if (!inside.contains(Thread.currentThread())) {
            ended.join();
        }
    }

    int running() {
        return turnstile.running();
    }

    int waiting() {
        return turnstile.waiting();
    }

    private UnavailableException overloaded() {
        return new UnavailableException(Problem.of(
                        ErrorCode.OVERLOADED, "as many predictions run and wait as this predictor allows")
                .received(name + ", " + options.maxRunning() + " running and " + options.maxWaiting() + " waiting")
                .fix("ask again later, or open the predictor with a larger maxWaiting"));
    }

    private UnavailableException late(Duration deadline) {
        return new UnavailableException(Problem.of(ErrorCode.DEADLINE, "the prediction was not done by its deadline")
                .received(name + ", after " + deadline.toMillis() + " ms")
                .fix("a longer deadline, a smaller maxWaiting, or a faster model"));
    }

    private UnavailableException cancelled() {
        return new UnavailableException(
                Problem.of(ErrorCode.CANCELLED, "the thread was interrupted while it waited for a prediction")
                        .received(name)
                        .fix("ask again when the thread may wait"));
    }

    private LoadException closed() {
        return new LoadException(Problem.of(ErrorCode.CLOSED, "this predictor was closed")
                .received(name)
                .fix("ask for predictions before close(), or open a new predictor"));
    }
}
