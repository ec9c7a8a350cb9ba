package io.vertebra.tck.engine;

import io.vertebra.tck.check.Broken;
import io.vertebra.tck.check.Verdict;
import io.vertebra.tck.rule.Rule;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs a check on a thread of its own and gives up on it after a while.
 *
 * @param limit for one rule on one subject
 */
public record Deadline(Duration limit) {
    /** The engine allows one collector of gradients in a process, and has one seed. */
    private static final ReentrantLock SERIAL = new ReentrantLock();

    private static final int LONGEST_TEXT = 500;

    /** Two minutes, many times what the slowest check takes on two cores. */
    public static Deadline standard() {
        return new Deadline(Duration.ofMinutes(2));
    }

    /**
     * How a check ended.
     *
     * @param verdict the answer
     * @param crashed whether it is an exception that the check did not expect
     * @param millis how long it took
     */
    record Outcome(Verdict verdict, boolean crashed, long millis) {}

    Outcome run(Rule rule, Callable<Verdict> check) {
        long start = System.nanoTime();
        FutureTask<Verdict> task = new FutureTask<>(rule.is(Rule.Trait.SERIAL) ? () -> serially(check) : check);
        Thread worker = new Thread(task, "tck " + rule.id());
        worker.setDaemon(true);
        worker.start();
        try {
            return outcome(task.get(limit.toMillis(), TimeUnit.MILLISECONDS), false, start);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            return cause instanceof Broken
                    ? outcome(Verdict.fail(String.valueOf(cause.getMessage())), false, start)
                    : outcome(Verdict.fail(text(cause)), true, start);
        } catch (TimeoutException | CancellationException e) {
            task.cancel(true);
            return outcome(Verdict.fail("did not end within " + limit.toSeconds() + " s"), false, start);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + rule.id(), e);
        }
    }

    private static Verdict serially(Callable<Verdict> check) throws Exception {
        SERIAL.lockInterruptibly();
        try {
            return check.call();
        } finally {
            SERIAL.unlock();
        }
    }

    private static Outcome outcome(Verdict verdict, boolean crashed, long start) {
        return new Outcome(verdict, crashed, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    private static String text(Throwable cause) {
        String text = "ended by " + cause;
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "..." : text;
    }
}
