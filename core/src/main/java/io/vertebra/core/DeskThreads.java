package io.vertebra.core;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a desk; none keeps the JVM alive. Work is done by as few as suffice, always the same: each thread that runs
 * networks has native memory of its own, for the allocator and for the engine's helpers. What callers chained to their results
 * runs in others, where it may block as it likes.
 */
final class DeskThreads implements AutoCloseable {
    private static final long IDLE_SECONDS = 20;
    /** Ends one worker. */
    private static final Runnable STOP = () -> {};

    private final ThreadFactory workers;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final ExecutorService callbacks;
    private final ScheduledThreadPoolExecutor clock;
    /** Workers that were started. */
    private int started;
    /** Tasks that need a worker now. */
    private int needed;

    private boolean closed;

    DeskThreads(String name) {
        String prefix = "vertebra-" + name + "-";
        workers = named(prefix);
        callbacks = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                named(prefix + "results-"));
        clock = new ScheduledThreadPoolExecutor(1, named(prefix + "deadlines-"));
        // An alarm holds its call; a call that is done in time must not stay until its deadline.
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
    }

    /** Numbered, and without the class loader of whoever happened to call first. */
    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(DeskThreads.class.getClassLoader());
            return thread;
        };
    }

    /** Works on the task, which calls {@link #release} when it needs no worker any more. */
    synchronized void work(Runnable task) {
        needed++;
        if (needed > started) {
            try {
                workers.newThread(this::workOn).start();
                started++;
            } catch (OutOfMemoryError e) {
                // the system gives no more threads; those that are there do
                if (started == 0) {
                    needed--;
                    throw e;
                }
            }
        }
        tasks.add(task);
    }

    /** The current worker is as good as free: it needs no other one beside it for the next task. */
    synchronized void release() {
        needed--;
    }

    private void workOn() {
        try {
            for (Runnable task = tasks.take(); task != STOP; task = tasks.take()) {
                task.run();
                // whatever the task left, it is not meant for the next one
                Thread.interrupted();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("a worker was interrupted between two tasks", e);
        }
    }

    /** For what callers do with a result; here and now when there is no thread for it. */
    void callBack(Runnable callback) {
        try {
            callbacks.execute(callback);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            callback.run();
        }
    }

    Future<?> later(Duration delay, Runnable alarm) {
        return clock.schedule(alarm, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Lets running tasks end. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            for (int i = 0; i < started; i++) {
                tasks.add(STOP);
            }
            callbacks.shutdown();
            clock.shutdownNow();
        }
    }
}
