package io.vertebra.tck.check;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.core.runtime.StandaloneNetwork;
import io.vertebra.core.runtime.StandaloneNetwork.Mode;
import io.vertebra.tck.subject.Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a network says about its shapes. */
public final class ShapeChecks implements Family<Block> {
    @Override
    public Class<Block> subject() {
        return Block.class;
    }

    @Override
    public Map<String, Check<Block>> checks() {
        return Map.of("BACKBONE-02", ShapeChecks::declaredOutputs, "BACKBONE-03", ShapeChecks::shapeOnlyIsTrue);
    }

    private static Verdict declaredOutputs(Block block, Bench bench) {
        for (ImageSize size : block.sizes()) {
            List<String> given = new ArrayList<>(
                    BlockRun.shapes(block, size, block.inputs(size, 1)).keySet());
            List<String> declared = block.outputs(size);
            Broken.unless(given.equals(declared), "declares " + declared + " and gives " + given + " at " + size);
        }
        return Verdict.pass();
    }

    private static Verdict shapeOnlyIsTrue(Block block, Bench bench) {
        try (NDManager root = bench.manager()) {
            for (ImageSize size : block.sizes()) {
                for (int batch : new int[] {1, 3}) {
                    Map<String, Shape> told = BlockRun.shapes(block, size, block.inputs(size, batch));
                    Map<String, Shape> real = real(block, size, batch, bench, root);
                    Broken.unless(
                            told.equals(real),
                            "without arrays " + told + ", with arrays " + real + " at " + size + ", batch " + batch);
                }
            }
        }
        return Verdict.pass();
    }

    private static Map<String, Shape> real(Block block, ImageSize size, int batch, Bench bench, NDManager root) {
        try (StandaloneNetwork network = BlockRun.network(block, size, bench, root)) {
            Map<String, Shape> shapes = new LinkedHashMap<>();
            BlockRun.run(network, BlockRun.noise(block, size, batch, bench.seed()), Mode.EVALUATION)
                    .forEach((name, values) -> shapes.put(name, values.shape()));
            return shapes;
        }
    }
}
