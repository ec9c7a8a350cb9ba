package io.vertebra.tck.check;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Parameter;
import io.vertebra.core.runtime.StandaloneNetwork;
import io.vertebra.core.runtime.StandaloneNetwork.Mode;
import io.vertebra.tck.check.BlockRun.Values;
import io.vertebra.tck.subject.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a network keeps, and what it must not. */
public final class StateChecks implements Family<Block> {
    @Override
    public Class<Block> subject() {
        return Block.class;
    }

    @Override
    public Map<String, Check<Block>> checks() {
        return Map.of(
                "BACKBONE-05", StateChecks::equalBits,
                "BACKBONE-06", StateChecks::modes,
                "BACKBONE-08", StateChecks::stableNames,
                "BACKBONE-11", StateChecks::inputsStay,
                "BACKBONE-14", StateChecks::noStateBetweenCalls);
    }

    private static Verdict equalBits(Block block, Bench bench) {
        ImageSize size = BlockRun.typical(block);
        Map<String, Values> inputs = BlockRun.noise(block, size, 2, bench.seed());
        try (NDManager root = bench.manager();
                StandaloneNetwork one = BlockRun.network(block, size, bench, root);
                StandaloneNetwork other = BlockRun.network(block, size, bench, root)) {
            String initial = BlockRun.difference(BlockRun.parameters(one), BlockRun.parameters(other));
            Broken.unless(initial == null, "two networks of one seed begin with other values of " + initial);
            Map<String, Values> first = BlockRun.run(one, inputs, Mode.EVALUATION);
            String again = BlockRun.difference(first, BlockRun.run(one, inputs, Mode.EVALUATION));
            Broken.unless(again == null, "the same input twice gives other bits at output " + again);
            String twin = BlockRun.difference(first, BlockRun.run(other, inputs, Mode.EVALUATION));
            Broken.unless(twin == null, "two networks of one seed give other bits at output " + twin);
        }
        return Verdict.pass();
    }

    private static Verdict modes(Block block, Bench bench) {
        ImageSize size = BlockRun.typical(block);
        Map<String, Values> inputs = BlockRun.noise(block, size, 2, bench.seed());
        try (NDManager root = bench.manager();
                StandaloneNetwork network = BlockRun.network(block, size, bench, root)) {
            Map<String, Values> before = BlockRun.parameters(network);
            BlockRun.run(network, inputs, Mode.EVALUATION);
            String changed = BlockRun.difference(before, BlockRun.parameters(network));
            Broken.unless(changed == null, "an evaluation changes " + changed);
            BlockRun.run(network, inputs, Mode.TRAINING);
            Map<String, Values> after = BlockRun.parameters(network);
            network.network().parameters().forEach((name, parameter) -> {
                boolean same = get(before, name).sameBits(get(after, name));
                if (parameter.role() == Parameter.Role.RUNNING_MEAN) {
                    Broken.unless(!same, "training does not move " + name);
                } else if (parameter.role().trainable()) {
                    Broken.unless(same, "a forward in training changes " + name);
                }
            });
        }
        return Verdict.pass();
    }

    private static Values get(Map<String, Values> values, String name) {
        Values found = values.get(name);
        if (found == null) {
            throw new Broken("the parameter " + name + " has no value");
        }
        return found;
    }

    /** Name and shape of a parameter. */
    private record Named(String name, Shape shape) {}

    private static List<Named> names(Block block) {
        List<Named> names = new ArrayList<>();
        try {
            BlockRun.build(block, BlockRun.typical(block))
                    .parameters()
                    .forEach((name, parameter) -> names.add(new Named(name, parameter.shape())));
        } catch (IllegalStateException e) {
            throw new Broken(e.getMessage());
        }
        return names;
    }

    private static Verdict stableNames(Block block, Bench bench) {
        List<Named> once = names(block);
        List<Named> again = names(block);
        Broken.unless(once.equals(again), "two builds have other parameters: " + once + " and " + again);
        return Verdict.pass();
    }

    private static Verdict inputsStay(Block block, Bench bench) {
        ImageSize size = BlockRun.typical(block);
        Map<String, Values> inputs = BlockRun.noise(block, size, 2, bench.seed());
        try (NDManager root = bench.manager();
                StandaloneNetwork network = BlockRun.network(block, size, bench, root)) {
            for (Mode mode : Mode.values()) {
                try (NDManager scope = root.newSubManager()) {
                    NamedArrays arrays = BlockRun.arrays(inputs, scope);
                    network.forward(arrays, scope, mode, (name, array) -> {});
                    String changed = BlockRun.difference(inputs, BlockRun.values(arrays));
                    Broken.unless(changed == null, "a forward changes its input " + changed);
                }
            }
        }
        return Verdict.pass();
    }

    private static Verdict noStateBetweenCalls(Block block, Bench bench) {
        List<ImageSize> sizes = block.sizes();
        ImageSize first = sizes.get(0);
        ImageSize second = sizes.get(sizes.size() - 1);
        Map<String, Values> inputs = BlockRun.noise(block, second, 1, bench.seed());
        try (NDManager root = bench.manager();
                StandaloneNetwork used = BlockRun.network(block, second, bench, root);
                StandaloneNetwork fresh = BlockRun.network(block, second, bench, root)) {
            BlockRun.run(used, BlockRun.noise(block, first, 2, bench.seed()), Mode.EVALUATION);
            Map<String, Values> later = tryRun(used, inputs);
            String differs = BlockRun.difference(BlockRun.run(fresh, inputs, Mode.EVALUATION), later);
            Broken.unless(
                    differs == null, "after another size the output " + differs + " differs from a fresh network's");
        }
        return Verdict.pass();
    }

    /** An array that was kept fails here as released; that is the finding, not an accident of the check. */
    private static Map<String, Values> tryRun(StandaloneNetwork network, Map<String, Values> inputs) {
        try {
            return BlockRun.run(network, inputs, Mode.EVALUATION);
        } catch (RuntimeException e) {
            throw new Broken("a second call with another size fails: " + message(e));
        }
    }

    private static @Nullable String message(Throwable e) {
        return e.getMessage();
    }
}
