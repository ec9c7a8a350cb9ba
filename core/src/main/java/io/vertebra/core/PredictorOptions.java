package io.vertebra.core;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much a predictor takes on at a time: {@code PredictorOptions.defaults().maxRunning(2).maxWaiting(20)}.
 *
 * <p>A forward uses several processors already, so more than a few predictions at once only share them; each one that runs holds
 * its image and its intermediate values, so {@code maxRunning} bounds memory. One that waits holds what the caller gave.
 *
 * @param maxRunning predictions at once, at least 1
 * @param maxWaiting predictions that wait for their turn, at least 0; one more is refused with {@code OVERLOADED}
 * @param deadline of each prediction that states none, from the call to the result; null for none
 */
public record PredictorOptions(
        int maxRunning, int maxWaiting, @Nullable Duration deadline) {
    private static final int MANY = 100;

    public PredictorOptions {
        require(maxRunning >= 1, "maxRunning is at least 1", maxRunning, "1");
        require(maxWaiting >= 0, "maxWaiting is at least 0", maxWaiting, "0, so that none waits");
        if (deadline != null) {
            requireDeadline(deadline);
        }
    }

    /** As many at once as there are processors, a hundred that wait, no deadline. */
    public static PredictorOptions defaults() {
        return new PredictorOptions(Runtime.getRuntime().availableProcessors(), MANY, null);
    }

    /** The same with so many predictions at once. */
    public PredictorOptions maxRunning(int most) {
        return new PredictorOptions(most, maxWaiting, deadline);
    }

    /** The same with so many predictions that wait. */
    public PredictorOptions maxWaiting(int most) {
        return new PredictorOptions(maxRunning, most, deadline);
    }

    /** The same with a deadline for each prediction that states none; null for none. */
    public PredictorOptions deadline(@Nullable Duration limit) {
        return new PredictorOptions(maxRunning, maxWaiting, limit);
    }

    /** Longer ones than a clock of nanoseconds can hold would overflow. */
    static void requireDeadline(Duration deadline) {
        boolean usable = !deadline.isNegative() && !deadline.isZero() && deadline.toDays() <= 365;
        require(usable, "a deadline is longer than nothing and at most a year", deadline, "Duration.ofSeconds(2)");
    }

    private static void require(boolean kept, String rule, Object received, String fix) {
        if (!kept) {
            throw new UsageException(
                    Problem.of(ErrorCode.USAGE, rule).received(received).fix(fix));
        }
    }
}
