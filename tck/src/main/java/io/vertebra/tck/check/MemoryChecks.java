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
        Map<String, Values> inputs = BlockRun.noise(block, size, 1, bench.seed());
        try (NDManager root = bench.manager();
                StandaloneNetwork network = BlockRun.network(block, size, bench, root)) {
            int inRoot = count(root);
            int inModel = count(network.manager());
            for (int i = 0; i < FORWARDS; i++) {
                try (NDManager scope = root.newSubManager()) {
                    NamedArrays arrays = BlockRun.arrays(inputs, scope);
                    network.forward(arrays, scope, Mode.EVALUATION, (name, array) -> {});
                    arrays.arrays()
                            .forEach((name, array) ->
                                    Broken.unless(!array.isReleased(), "a forward closes its input " + name));
                }
            }
            Broken.unless(count(network.manager()) == inModel, left(count(network.manager()) - inModel, "parameters"));
            Broken.unless(count(root) == inRoot, left(count(root) - inRoot, "caller"));
        }
        return Verdict.pass();
    }

    private static String left(int arrays, String whose) {
        return FORWARDS + " forwards leave " + arrays + " arrays in the manager of the " + whose;
    }

    /** Arrays only: a manager below that is not closed yet holds arrays of its own. */
    private static int count(NDManager manager) {
        return manager.getManagedArrays().size();
    }

    private static Verdict whereTheInputLives(Block block, Bench bench) {
        ImageSize size = BlockRun.typical(block);
        List<String> named = ClassScan.of(BlockRun.build(block, size)).deviceCalls();
        Broken.unless(named.isEmpty(), "code names a device, an engine or a base manager: " + named);
        Map<String, Values> inputs = BlockRun.noise(block, size, 1, bench.seed());
        List<String> elsewhere = new ArrayList<>();
        try (NDManager root = bench.manager();
                StandaloneNetwork network = BlockRun.network(block, size, bench, root);
                NDManager scope = root.newSubManager()) {
            NamedArrays arrays = BlockRun.arrays(inputs, scope);
            MadeArrays made =
                    MadeArrays.during(() -> network.forward(arrays, scope, Mode.EVALUATION, (name, array) -> {}));
            for (NDArray array : made.arrays()) {
                if (!below(array.getManager(), scope)) {
                    elsewhere.add(array.isReleased() ? "closed again" : String.valueOf(array.getShape()));
                }
            }
            Broken.unless(elsewhere.isEmpty(), "makes arrays outside of the input's manager: " + elsewhere);
            return made.seen()
                    ? Verdict.pass()
                    : Verdict.partial("this version of DJL does not tell which arrays are made; only code was scanned");
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
