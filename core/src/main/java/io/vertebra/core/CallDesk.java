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

    /** Waits for the result. */
    T run(Function<Call<T>, T> work, @Nullable Duration deadline) {
        // nothing is chained to this result: whoever decides it only wakes the caller
        return await(ask(new Call<>(work, Runnable::run), deadline));
    }

    /** A future that every failure comes to as well. Cancelling it takes the call out of the queue, or ends it at the next stage. */
    CompletableFuture<T> submit(Function<Call<T>, T> work, @Nullable Duration deadline) {
        return ask(new Call<>(work, threads::callBack), deadline);
    }

    private CompletableFuture<T> ask(Call<T> call, @Nullable Duration own) {
        Duration deadline = own == null ? options.deadline() : own;
        CompletableFuture<T> result = call.result();
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
            Future<?> alarm = threads.later(deadline, () -> expire(call, deadline));
            result.whenComplete((value, failure) -> alarm.cancel(false));
        } catch (RejectedExecutionException e) {
            // closed since it entered, and with it turned away
            result.completeExceptionally(closed());
        }
    }

    private void expire(Call<T> call, Duration deadline) {
        // first, so that who sees the failure finds its place free
        turnstile.withdraw(call);
        call.decide(() -> call.result().completeExceptionally(late(deadline)));
    }

    private void hand(Call<T> call) {
        try {
            threads.work(() -> perform(call));
        } catch (OutOfMemoryError e) {
            // no thread to be had: the call fails, those behind it need not
            leave();
            call.result().completeExceptionally(e);
            turnstile.finish();
        }
    }

    /** In a worker; the call's turn has come. Leaves before the result is seen, so that who has it finds room for the next. */
    private void perform(Call<T> call) {
        Runnable decision;
        inside.add(Thread.currentThread());
        try {
            T value = call.run();
            decision = () -> call.result().complete(value);
        } catch (Throwable e) {
            decision = () -> call.result().completeExceptionally(e);
        } finally {
            inside.remove(Thread.currentThread());
        }
        threads.release();
        leave();
        decide(call, decision);
    }

    private void leave() {
        Call<T> next = turnstile.leave();
        if (next != null) {
            hand(next);
        }
    }

    private void decide(Call<T> call, Runnable decision) {
        call.decide(() -> {
            inside.add(Thread.currentThread());
            try {
                decision.run();
            } finally {
                inside.remove(Thread.currentThread());
                turnstile.finish();
            }
        });
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
     * Turns those away that wait and waits for those that run. Called from the middle of a call of this desk, or by what was
     * chained to its result, it does not wait: the desk ends when that call does.
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
