package io.vertebra.core;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many through at once and so many wait, in the order of their arrival. Who goes through passes three points: the turn,
 * {@link #leave}, where the next one's turn comes, and {@link #finish}, which a closed turnstile waits for.
 *
 * @param <C> who goes through
 */
final class Turnstile<C> {
    private final int maxRunning;
    private final int maxWaiting;
    private final Runnable atLast;
    private final Set<C> waiting = new LinkedHashSet<>();
    private int running;
    private int unfinished;
    private boolean closed;

    /** What a newcomer is told. */
    enum Answer {
        /** It is its turn. */
        GO,
        /** Its turn will come from {@link Turnstile#leave}. */
        WAIT,
        /** As many run and wait as may. */
        FULL,
        /** No one comes through any more. */
        CLOSED
    }

    /**
     * An open turnstile.
     *
     * @param atLast runs once, when it was closed and the last one has finished
     */
    Turnstile(int maxRunning, int maxWaiting, Runnable atLast) {
        this.maxRunning = maxRunning;
        this.maxWaiting = maxWaiting;
        this.atLast = atLast;
    }

    synchronized Answer enter(C newcomer) {
        if (closed) {
            return Answer.CLOSED;
        }
        if (running < maxRunning) {
            begin();
            return Answer.GO;
        }
        if (waiting.size() >= maxWaiting) {
            return Answer.FULL;
        }
        waiting.add(newcomer);
        return Answer.WAIT;
    }

    private void begin() {
        running++;
        unfinished++;
    }

    /** Whether it was still waiting, and is not any more. */
    synchronized boolean withdraw(C who) {
        return waiting.remove(who);
    }

    /** Makes room; the one whose turn it is now, to be told so by the caller. */
    synchronized @Nullable C leave() {
        running--;
        Iterator<C> queue = waiting.iterator();
        if (!queue.hasNext()) {
            return null;
        }
        C next = queue.next();
        queue.remove();
        begin();
        return next;
    }

    /** Nothing comes any more of one that left. */
    void finish() {
        boolean last;
        synchronized (this) {
            unfinished--;
            last = closed && unfinished == 0;
        }
        if (last) {
            atLast.run();
        }
    }

    /** Lets no one through any more; gives those whose turn will not come. */
    List<C> close() {
        List<C> turnedAway;
        boolean last;
        synchronized (this) {
            turnedAway = new ArrayList<>(waiting);
            waiting.clear();
            last = !closed && unfinished == 0;
            closed = true;
        }
        if (last) {
            atLast.run();
        }
        return turnedAway;
    }

    synchronized int running() {
        return running;
    }

    synchronized int waiting() {
        return waiting.size();
    }
}
