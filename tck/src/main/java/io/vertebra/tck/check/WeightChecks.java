package io.vertebra.tck.check;

import ai.djl.ndarray.NDManager;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.nn.Parameter;
import io.vertebra.core.runtime.StandaloneNetwork;
import io.vertebra.core.runtime.StandaloneNetwork.Mode;
import io.vertebra.core.weights.PartKeys;
import io.vertebra.core.weights.SafetensorsSource;
import io.vertebra.core.weights.SafetensorsWriter;
import io.vertebra.core.weights.SeededValues;
import io.vertebra.core.weights.StoredType;
import io.vertebra.core.weights.TensorSource;
import io.vertebra.core.weights.WeightsLoader;
import io.vertebra.tck.check.BlockRun.Values;
import io.vertebra.tck.subject.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How a network's parameters come out of a file and go into one. */
public final class WeightChecks implements Family<Block> {
    @Override
    public Class<Block> subject() {
        return Block.class;
    }

    @Override
    public Map<String, Check<Block>> checks() {
        return Map.of("BACKBONE-09", WeightChecks::roundTrip, "BACKBONE-10", WeightChecks::refusals);
    }

    private static Verdict roundTrip(Block block, Bench bench) throws IOException {
        ImageSize size = BlockRun.typical(block);
        Map<String, Values> inputs = BlockRun.noise(block, size, 1, bench.seed());
        try (NDManager root = bench.manager();
                StandaloneNetwork saved =
                        StandaloneNetwork.of(BlockRun.build(block, size), root, moved(block, size, bench))) {
            Map<String, Values> values = BlockRun.parameters(saved);
            Map<String, float[]> read = through(block, size, shapes(values), values);
            try (StandaloneNetwork loaded = StandaloneNetwork.of(BlockRun.build(block, size), root, read::get)) {
                String value = BlockRun.difference(values, BlockRun.parameters(loaded));
                Broken.unless(value == null, "saving and loading changes " + value);
                String output = BlockRun.difference(
                        BlockRun.run(saved, inputs, Mode.EVALUATION), BlockRun.run(loaded, inputs, Mode.EVALUATION));
                Broken.unless(output == null, "after saving and loading the output " + output + " differs");
            }
        }
        return Verdict.pass();
    }

    /** Values that no initialisation would give by itself. */
    private static Function<String, float[]> moved(Block block, ImageSize size, Bench bench) {
        Map<String, Parameter> parameters = BlockRun.build(block, size).parameters();
        return name -> {
            int count = Math.toIntExact(parameters.get(name).shape().size());
            return SeededValues.of(bench.seed() + 1, name).fill(count, 1, 0.25);
        };
    }

    private static Verdict refusals(Block block, Bench bench) throws IOException {
        ImageSize size = BlockRun.typical(block);
        Map<String, Parameter> parameters = BlockRun.build(block, size).parameters();
        if (parameters.isEmpty()) {
            return Verdict.notApplicable("has no parameter");
        }
        Map<String, List<Long>> good = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> good.put(name, sizes(parameter)));
        String name = good.keySet().iterator().next();

        Map<String, List<Long>> missing = new LinkedHashMap<>(good);
        missing.remove(name);
        refused(block, size, missing, name, "a file without " + name);

        Map<String, List<Long>> more = new LinkedHashMap<>(good);
        more.put("tck_unexpected.weight", List.of(1L));
        refused(block, size, more, "tck_unexpected.weight", "a file with a tensor that no parameter takes");

        Map<String, List<Long>> other = new LinkedHashMap<>(good);
        List<Long> wrong = new ArrayList<>(good.get(name));
        wrong.set(0, wrong.get(0) + 1);
        other.put(name, wrong);
        refused(block, size, other, name, "a file with another shape of " + name);
        return Verdict.pass();
    }

    private static List<Long> sizes(Parameter parameter) {
        List<Long> sizes = new ArrayList<>();
        for (long size : parameter.shape().getShape()) {
            sizes.add(size);
        }
        return sizes;
    }

    private static void refused(Block block, ImageSize size, Map<String, List<Long>> shapes, String named, String what)
            throws IOException {
        try {
            through(block, size, shapes, Map.of());
        } catch (LoadException e) {
            Broken.unless(
                    String.valueOf(e.getMessage()).contains(named),
                    what + " is refused without naming it: " + e.getMessage());
            return;
        }
        throw new Broken(what + " is loaded");
    }

    private static Map<String, List<Long>> shapes(Map<String, Values> values) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            List<Long> sizes = new ArrayList<>();
            for (long size : value.shape().getShape()) {
                sizes.add(size);
            }
            shapes.put(name, sizes);
        });
        return shapes;
    }

    /** Writes tensors, those without values as zeros, and reads them through the block's own key map. */
    private static Map<String, float[]> through(
            Block block, ImageSize size, Map<String, List<Long>> shapes, Map<String, Values> values)
            throws IOException {
        Path file = Files.createTempFile("tck", ".safetensors");
        try {
            SafetensorsWriter writer = SafetensorsWriter.storing(StoredType.F32);
            shapes.forEach(writer::tensor);
            writer.write(file, key -> {
                Values stored = values.get(key);
                long count = shapes.get(key).stream().reduce(1L, Math::multiplyExact);
                return stored == null ? new float[Math.toIntExact(count)] : stored.data();
            });
            return read(block, size, file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Map<String, float[]> read(Block block, ImageSize size, Path file) {
        Map<String, Parameter> parameters = BlockRun.build(block, size).parameters();
        Map<Parameter, String> names = new HashMap<>();
        parameters.forEach((name, parameter) -> names.put(parameter, name));
        Map<String, float[]> read = new HashMap<>();
        try (TensorSource source = SafetensorsSource.open(file)) {
            WeightsLoader.load(
                    source,
                    List.of(new PartKeys(block.kind().key(), "", block.keys(), parameters)),
                    List.of(),
                    (parameter, data) -> read.put(names.get(parameter), data));
        }
        return read;
    }
}
