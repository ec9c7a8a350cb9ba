package io.vertebra.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShelfTest {
    private final AtomicInteger loads = new AtomicInteger();
    private final List<String> freed = Collections.synchronizedList(new ArrayList<>());

    private String load(String key) {
        return key + loads.incrementAndGet();
    }

    private static void meet(CountDownLatch latch) {
        latch.countDown();
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneLoadForAllUsersAndOneEndAfterTheLast() {
        Shelf<String, String> shelf = new Shelf<>(this::load, freed::add);
        Shared<String> first = shelf.take("a");
        Shared<String> second = shelf.take("a");
        assertThat(second).isSameAs(first);
        assertThat(loads).hasValue(1);
        first.release();
        assertThat(freed).isEmpty();
        second.release();
        assertThat(freed).containsExactly("a1");
        assertThat(shelf.size()).isZero();
        assertThat(shelf.take("a").value()).isEqualTo("a2");
    }

    @Test
    void differentThingsLoadAtTheSameTime() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        Shelf<String, String> shelf = new Shelf<>(
                key -> {
                    meet(both);
                    return load(key);
                },
                freed::add);
        FutureTask<Shared<String>> other = new FutureTask<>(() -> shelf.take("b"));
        new Thread(other).start();
        assertThat(shelf.take("a").value()).startsWith("a");
        assertThat(other.get().value()).startsWith("b");
    }

    @Test
    void aThingIsLoadedOnceHoweverManyAskAtOnce() throws Exception {
        int threads = 8;
        CountDownLatch asking = new CountDownLatch(threads);
        Shelf<String, String> shelf = new Shelf<>(this::load, freed::add);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Shared<String>>> jobs = Collections.nCopies(threads, () -> {
                meet(asking);
                return shelf.take("a");
            });
            List<Shared<String>> taken = new ArrayList<>();
            for (Future<Shared<String>> future : pool.invokeAll(jobs)) {
                taken.add(future.get());
            }
            assertThat(loads).hasValue(1);
            taken.forEach(Shared::release);
            assertThat(freed).containsExactly("a1");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void whatComesAndGoesIsFreedAsOftenAsItIsLoaded() throws Exception {
        int threads = 4;
        Set<String> gone = ConcurrentHashMap.newKeySet();
        Shelf<String, String> shelf = new Shelf<>(this::load, gone::add);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> jobs = Collections.nCopies(threads, () -> {
                for (int i = 0; i < 2000; i++) {
                    Shared<String> thing = shelf.take("a");
                    assertThat(gone.contains(thing.value()))
                            .as("%s freed while it is in use", thing.value())
                            .isFalse();
                    thing.release();
                }
                return null;
            });
            for (Future<Void> future : pool.invokeAll(jobs)) {
                future.get();
            }
            assertThat(shelf.size()).isZero();
            assertThat(gone).hasSize(loads.get());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aFailedLoadLeavesNothingAndMayBeTriedAgain() {
        Shelf<String, String> shelf = new Shelf<>(
                key -> {
                    if (loads.incrementAndGet() == 1) {
                        throw new IllegalArgumentException("broken");
                    }
                    return key;
                },
                freed::add);
        assertThatThrownBy(() -> shelf.take("a")).hasMessage("broken");
        assertThat(shelf.size()).isZero();
        assertThat(shelf.take("a").value()).isEqualTo("a");
    }
}
