package io.vertebra.core;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Things that are loaded when the first user asks for them and freed when the last one leaves. Those who ask for the same thing
 * meanwhile wait for the one load; different things load at the same time.
 *
 * @param <K> what names a thing
 * @param <T> the thing
 */
final class Shelf<K, T> {
    private final Function<K, T> load;
    private final Consumer<T> free;
    private final ConcurrentMap<K, CompletableFuture<Shared<T>>> things = new ConcurrentHashMap<>();

    Shelf(Function<K, T> load, Consumer<T> free) {
        this.load = load;
        this.free = free;
    }

    /** The thing, joined for the caller, who releases it. What the load throws comes to all who wait for it. */
    Shared<T> take(K key) {
        while (true) {
            CompletableFuture<Shared<T>> mine = new CompletableFuture<>();
            CompletableFuture<Shared<T>> there = things.putIfAbsent(key, mine);
            if (there == null) {
                return load(key, mine);
            }
            Shared<T> shared = await(there);
            if (shared.join()) {
                return shared;
            }
            // Its last user has just left; it takes itself off the shelf, or it is done here.
            things.remove(key, there);
        }
    }

    private Shared<T> load(K key, CompletableFuture<Shared<T>> mine) {
        try {
            T thing = load.apply(key);
            Shared<T> shared = new Shared<>(thing, () -> {
                things.remove(key, mine);
                free.accept(thing);
            });
            shared.join();
            mine.complete(shared);
            return shared;
        } catch (RuntimeException | Error e) {
            things.remove(key, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static <V> V await(CompletableFuture<V> there) {
        try {
            return there.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** How many things are there or being loaded. */
    int size() {
        return things.size();
    }
}
