package io.vertebra.tck.check;

import ai.djl.ndarray.NDManager;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.core.runtime.StandaloneNetwork;
import io.vertebra.core.runtime.StandaloneNetwork.Mode;
import io.vertebra.tck.check.BlockRun.Values;
import io.vertebra.tck.subject.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Whether threads may share a network. */
public final class ThreadChecks implements Family<Block> {
    private static final int THREADS = 4;
    private static final int FORWARDS = 25;

    @Override
    public Class<Block> subject() {
        return Block.class;
    }

    @Override
    public Map<String, Check<Block>> checks() {
        return Map.of("BACKBONE-15", ThreadChecks::shared);
    }

    private static Verdict shared(Block block, Bench bench) throws InterruptedException {
        List<ImageSize> sizes = block.sizes();
        ImageSize built = sizes.get(sizes.size() - 1);
        List<Map<String, Values>> inputs = List.of(
                BlockRun.noise(block, sizes.get(0), 1, bench.seed()), BlockRun.noise(block, built, 1, bench.seed()));
        try (NDManager root = bench.manager();
                StandaloneNetwork network = BlockRun.network(block, built, bench, root)) {
            List<Map<String, Values>> serial = new ArrayList<>();
            inputs.forEach(input -> serial.add(BlockRun.run(network, input, Mode.EVALUATION)));
            race(network, inputs, serial);
        }
        return Verdict.pass();
    }

    private static void race(
            StandaloneNetwork network, List<Map<String, Values>> inputs, List<Map<String, Values>> serial)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int first = t;
                tasks.add(() -> {
                    start.await();
                    int different = 0;
                    for (int i = 0; i < FORWARDS; i++) {
                        int which = (first + i) % inputs.size();
                        Map<String, Values> outputs = BlockRun.run(network, inputs.get(which), Mode.EVALUATION);
                        different += BlockRun.difference(serial.get(which), outputs) == null ? 0 : 1;
                    }
                    return different;
                });
            }
            judge(threads.invokeAll(tasks));
        } finally {
            threads.shutdownNow();
        }
    }

    private static void judge(List<Future<Integer>> results) throws InterruptedException {
        int different = 0;
        for (Future<Integer> result : results) {
            try {
                different += result.get();
            } catch (ExecutionException e) {
                throw new Broken("a forward that runs beside others fails: " + e.getCause());
            }
        }
        Broken.unless(
                different == 0,
                different + " of " + THREADS * FORWARDS + " forwards on " + THREADS
                        + " threads differ from one thread's");
    }
}
