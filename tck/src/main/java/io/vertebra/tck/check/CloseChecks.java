package io.vertebra.tck.check;

import ai.djl.ndarray.NDManager;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Component;
import io.vertebra.core.graph.ShapeForward;
import io.vertebra.core.runtime.StandaloneNetwork;
import io.vertebra.core.runtime.StandaloneNetwork.Mode;
import io.vertebra.tck.subject.Block;
import io.vertebra.tck.subject.PluginSubject;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What remains of a plugin that was used and closed: nothing. */
public final class CloseChecks implements Family<PluginSubject> {
    private static final int TIMES = 50;
    private static final int MOST_COLLECTIONS = 20;
    private static final long PAUSE_MILLIS = 20;

    @Override
    public Class<PluginSubject> subject() {
        return PluginSubject.class;
    }

    @Override
    public Map<String, Check<PluginSubject>> checks() {
        return Map.of("PLUGIN-13", CloseChecks::closing);
    }

    private static Verdict closing(PluginSubject subject, Bench bench) throws Exception {
        if (!subject.packaged()) {
            return Verdict.notApplicable("classes in a build stay on its class path");
        }
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            boolean first = i == 0;
            Verdict used = LoadedUnit.ask(subject, bench, unit -> {
                loaders.add(new WeakReference<>(unit.loader()));
                use(unit, bench, first);
                return Verdict.pass();
            });
            if (loaders.isEmpty()) {
                return used;
            }
        }
        String thread = thread(loaders);
        Broken.unless(thread == null, "the thread " + thread + " goes on after closing");
        int left = left(loaders);
        for (int i = 0; i < MOST_COLLECTIONS && left > 0; i++) {
            System.gc();
            Thread.sleep(PAUSE_MILLIS);
            left = left(loaders);
        }
        Broken.unless(left == 0, left + " of " + TIMES + " class loaders are still there after closing");
        return Verdict.pass();
    }

    /** The first time everything is built, then the first network again and again. */
    private static void use(LoadedUnit unit, Bench bench, boolean all) {
        boolean ran = false;
        for (Component<?> component : unit.components()) {
            Optional<Block> block = tiny(component);
            if (block.isPresent() && (all || !ran)) {
                use(block.get(), bench, all && !ran);
                ran = true;
            }
        }
    }

    private static <O extends Record> Optional<Block> tiny(Component<O> component) {
        return Parts.of(component, component.tiny());
    }

    private static void use(Block block, Bench bench, boolean run) {
        ImageSize size = BlockRun.typical(block);
        ShapeForward.run(BlockRun.build(block, size), block.inputs(size, 1));
        if (run) {
            try (NDManager root = bench.manager();
                    StandaloneNetwork network = BlockRun.network(block, size, bench, root)) {
                BlockRun.run(network, BlockRun.noise(block, size, 1, bench.seed()), Mode.EVALUATION);
            }
        }
    }

    private static @Nullable String thread(List<WeakReference<ClassLoader>> loaders) {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            for (WeakReference<ClassLoader> reference : loaders) {
                ClassLoader loader = reference.get();
                if (loader != null && DiscoveryChecks.belongs(thread, loader)) {
                    return thread.getName();
                }
            }
        }
        return null;
    }

    private static int left(List<WeakReference<ClassLoader>> loaders) {
        return (int) loaders.stream().filter(loader -> loader.get() != null).count();
    }
}
