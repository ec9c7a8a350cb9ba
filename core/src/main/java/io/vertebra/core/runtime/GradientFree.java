package io.vertebra.core.runtime;

import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * Switches the recording of gradients off for the current thread and back afterwards. The engine does so only on the thread that
 * started it; on any other thread an inference would keep every intermediate array alive.
 */
final class GradientFree {
    private GradientFree() {}

    static <T> T run(Supplier<T> inference) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            return inference.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
