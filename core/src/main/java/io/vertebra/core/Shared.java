package io.vertebra.core;

/**
 * Something that several users hold; the last one to leave frees it.
 *
 * @param <T> what they hold
 */
final class Shared<T> {
    private final T value;
    private final Runnable free;
    /** Negative once it was freed. */
    private int users;

    /** Nobody holds it yet. */
    Shared(T value, Runnable free) {
        this.value = value;
        this.free = free;
    }

    T value() {
        return value;
    }

    /** Whether there was still something to hold. */
    synchronized boolean join() {
        if (users < 0) {
            return false;
        }
        users++;
        return true;
    }

    synchronized void release() {
        users--;
        if (users == 0) {
            users = -1;
            free.run();
        }
    }
}
