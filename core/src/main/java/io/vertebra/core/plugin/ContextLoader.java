package io.vertebra.core.plugin;

import java.util.function.Supplier;

/** Libraries inside a plugin look for their services in the context loader of the thread: it has to be the plugin's. */
final class ContextLoader {
    private ContextLoader() {}

    static <T> T with(ClassLoader loader, Supplier<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return action.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
