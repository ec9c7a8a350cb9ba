package io.vertebra.core;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Those who live on something that is closed only when the last of them is gone. */
final class Tenants {
    private final Set<Tenancy> open = new HashSet<>();
    private @Nullable Runnable last;
    private boolean closed;

    /** The stay of one of them. */
    final class Tenancy {
        private @Nullable Runnable leave;

        /**
         * Names what makes it leave.
         *
         * @throws LoadException when everything was closed meanwhile; it was made to leave then
         */
        void begin(Runnable howToLeave) {
            boolean late;
            synchronized (Tenants.this) {
                leave = howToLeave;
                late = closed;
            }
            if (late) {
                howToLeave.run();
                throw closed();
            }
        }

        /** It is gone; the last one of a closed house locks the door. */
        void end() {
            Runnable lock;
            synchronized (Tenants.this) {
                lock = open.remove(this) ? takeLast() : null;
            }
            if (lock != null) {
                lock.run();
            }
        }
    }

    /**
     * One more, which ends its tenancy itself.
     *
     * @throws LoadException when everything was closed
     */
    synchronized Tenancy enter() {
        if (closed) {
            throw closed();
        }
        Tenancy tenancy = new Tenancy();
        open.add(tenancy);
        return tenancy;
    }

    /**
     * Makes all leave and lets no one in any more. Who does so a second time changes nothing.
     *
     * @param atLast runs once, when the last one is gone: before this returns, unless one of them cannot leave yet
     */
    void close(Runnable atLast) {
        List<Runnable> leaving = new ArrayList<>();
        Runnable lock;
        synchronized (this) {
            if (!closed) {
                closed = true;
                last = atLast;
            }
            open.forEach(tenancy -> {
                if (tenancy.leave != null) {
                    leaving.add(tenancy.leave);
                }
            });
            lock = takeLast();
        }
        leaving.forEach(Runnable::run);
        if (lock != null) {
            lock.run();
        }
    }

    /** Called with the lock held. */
    private @Nullable Runnable takeLast() {
        if (!closed || !open.isEmpty()) {
            return null;
        }
        Runnable taken = last;
        last = null;
        return taken;
    }

    private static LoadException closed() {
        return new LoadException(Problem.of(ErrorCode.CLOSED, "this Vertebra was closed")
                .received("a call for a predictor")
                .fix("ask for predictors before close(), or open another Vertebra"));
    }
}
