package io.vertebra.core.runtime;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls into plugins while a model runs: what they do wrong is told with the part's name and a code. */
public final class PluginCode {
    private PluginCode() {}

    /**
     * The answer of a part.
     *
     * @param who for messages: {@code backbone resnet18}
     * @throws VertebraException its own, or ({@link ErrorCode#INTERNAL}) for anything else that it throws, and for null; what
     *     says that the process is unwell, such as no memory, passes
     */
    public static <T> T call(String who, Supplier<@Nullable T> part) {
        try {
            @Nullable T answer = part.get();
            if (answer != null) {
                return answer;
            }
        } catch (VertebraException e) {
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw new VertebraException(List.of(problem(who + ": " + e)), e);
        }
        throw new VertebraException(problem(who + " gives null"));
    }

    private static Problem problem(String received) {
        return Problem.of(ErrorCode.INTERNAL, "a part of the model does its work without an exception")
                .received(received)
                .fix("report it to the plugin's author");
    }
}
