package io.vertebra.tck.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.core.runtime.StandaloneNetwork;
import io.vertebra.core.runtime.StandaloneNetwork.Mode;
import io.vertebra.tck.check.BlockRun.Values;
import io.vertebra.tck.subject.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the arrays of a forward live. */
public final class MemoryChecks implements Family<Block> {
    private static final int FORWARDS = 3;

    @Override
    public Class<Block> subject() {
        return Block.class;
    }

    @Override
    public Map<String, Check<Block>> checks() {
        return Map.of("BACKBONE-12", MemoryChecks::nothingStays, "BACKBONE-13", MemoryChecks::whereTheInputLives);
    }

    private static Verdict nothingStays(Block block, Bench bench) {
        ImageSize size = BlockRun.typical(block);
        // Two images: of one value a channel, statistics are refused in training.
        Map<String, Values> inputs = BlockRun.noise(block, size, 2, bench.seed());
        try (NDManager root = bench.manager();
                StandaloneNetwork network = BlockRun.network(block, size, bench, root)) {
            int inRoot = count(root);
            int inModel = count(network.manager());
            for (Mode mode : Mode.values()) {
                for (int i = 0; i < FORWARDS; i++) {
                    forward(network, inputs, root, mode);
                }
                int more = count(network.manager()) - inModel;
                Broken.unless(more == 0, left(more, "parameters", mode));
                more = count(root) - inRoot;
                Broken.unless(more == 0, left(more, "caller", mode));
            }
        }
        return Verdict.pass();
    }

    private static void forward(StandaloneNetwork network, Map<String, Values> inputs, NDManager root, Mode mode) {
        try (NDManager scope = root.newSubManager()) {
            NamedArrays arrays = BlockRun.arrays(inputs, scope);
            network.forward(arrays, scope, mode, (name, array) -> {});
            arrays.arrays()
                    .forEach((name, array) -> Broken.unless(!array.isReleased(), "a forward closes its input " + name));
        }
    }

    private static String left(int arrays, String whose, Mode mode) {
        return FORWARDS + " forwards leave " + arrays + " arrays in the manager of the " + whose + in(mode);
    }

    private static String in(Mode mode) {
        return mode == Mode.TRAINING ? ", in training" : "";
    }

    /** Arrays only: a manager below that is not closed yet holds arrays of its own. */
    private static int count(NDManager manager) {
        return manager.getManagedArrays().size();
    }

    private static Verdict whereTheInputLives(Block block, Bench bench) {
        ImageSize size = BlockRun.typical(block);
        List<String> named = ClassScan.of(BlockRun.build(block, size)).deviceCalls();
        Broken.unless(named.isEmpty(), "code names a device, an engine or a base manager: " + named);
        Map<String, Values> inputs = BlockRun.noise(block, size, 2, bench.seed());
        try (NDManager root = bench.manager();
                StandaloneNetwork network = BlockRun.network(block, size, bench, root)) {
            for (Mode mode : Mode.values()) {
                if (!requireBelow(network, inputs, root, mode)) {
                    return Verdict.partial(
                            "this version of DJL does not tell which arrays are made; only code was scanned");
                }
            }
        }
        return Verdict.pass();
    }

    /** Whether it could be seen where arrays are made. */
    private static boolean requireBelow(
            StandaloneNetwork network, Map<String, Values> inputs, NDManager root, Mode mode) {
        List<String> elsewhere = new ArrayList<>();
        try (NDManager scope = root.newSubManager()) {
            NamedArrays arrays = BlockRun.arrays(inputs, scope);
            MadeArrays made = MadeArrays.during(() -> network.forward(arrays, scope, mode, (name, array) -> {}));
            for (NDArray array : made.arrays()) {
                if (!below(array.getManager(), scope)) {
                    elsewhere.add(array.isReleased() ? "closed again" : String.valueOf(array.getShape()));
                }
            }
            Broken.unless(elsewhere.isEmpty(), "makes arrays outside of the input's manager: " + elsewhere + in(mode));
            return made.seen();
        }
    }

    private static boolean below(@Nullable NDManager manager, NDManager scope) {
        NDManager current = manager;
        while (current != null && current != scope) {
            NDManager parent = current.getParentManager();
            current = parent == current ? null : parent;
        }
        return current == scope;
    }
}
