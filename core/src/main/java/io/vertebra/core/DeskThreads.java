package io.vertebra.core;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a desk. None is started before it is needed, those without work end by themselves, and none keeps the JVM
 * alive. They are not counted here: the turnstile bounds how many are busy.
 */
final class DeskThreads implements AutoCloseable {
    private static final long IDLE_SECONDS = 20;

    private final ExecutorService workers;
    private final ScheduledThreadPoolExecutor clock;

    DeskThreads(String name) {
        workers = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                named("vertebra-" + name + "-"));
        clock = new ScheduledThreadPoolExecutor(1, named("vertebra-" + name + "-deadlines-"));
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

    void run(Runnable task) {
        workers.execute(task);
    }

    Future<?> later(Duration delay, Runnable alarm) {
        return clock.schedule(alarm, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Lets running tasks end. */
    @Override
    public void close() {
        workers.shutdown();
        clock.shutdownNow();
    }
}
