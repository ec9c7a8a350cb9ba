package io.vertebra.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Operators;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.nn.Pass;
import io.vertebra.core.graph.ShapeForward;
import io.vertebra.core.runtime.OperatorFixture.Expected;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The operators give PyTorch's numbers and gradients, and the shape rules their shapes. */
final class OperatorFixturesTest {
    private static final int FILES = 136;

    private static NDManager manager;
    private static OpKit kit;

    @BeforeAll
    static void start() {
        manager = Engines.manager("cpu");
        kit = new OpKit(manager);
    }

    @AfterAll
    static void stop() {
        manager.close();
    }

    private static List<OperatorFixture> cases() {
        return OperatorFixture.all().stream()
                .filter(f -> !OperatorCalls.LEFT_OUT.containsKey(f.id()))
                .toList();
    }

    private static Stream<DynamicTest> each(Consumer<OperatorFixture> check) {
        return cases().stream().map(f -> DynamicTest.dynamicTest(f.id(), () -> check.accept(f)));
    }

    private static Operators operators(OperatorFixture f) {
        return new EagerOperators(kit, f.flag("training"));
    }

    @Test
    void everyFileIsRunOrLeftOutWithAReason() {
        List<OperatorFixture> all = OperatorFixture.all();
        List<OperatorFixture> run = cases();
        run.forEach(f -> assertThat(OperatorCalls.of(f.id())).isNotNull());
        assertThat(all).hasSize(FILES);
        assertThat(run.size() + OperatorCalls.LEFT_OUT.size()).isEqualTo(FILES);
        assertThat(all).extracting(OperatorFixture::id).containsAll(OperatorCalls.LEFT_OUT.keySet());
        assertThat(OperatorCalls.LEFT_OUT.values()).noneMatch(String::isBlank);
        // 0 gradients would mean that the next factory checks nothing
        assertThat(run).filteredOn(f -> !f.gradients().isEmpty()).hasSizeGreaterThan(130);
    }

    @TestFactory
    Stream<DynamicTest> values() {
        return each(f -> {
            try (NDManager scope = manager.newSubManager()) {
                Map<String, NDArray> outputs = OperatorCalls.of(f.id()).run(operators(f), f, f.inputs(scope));
                assertThat(outputs).containsOnlyKeys(f.outputs().keySet());
                f.outputs().forEach((name, expected) -> {
                    NDArray actual = outputs.get(name);
                    assertThat(expected.fault(actual)).isEmpty();
                    assertThat(actual.getManager()).isSameAs(scope);
                    notFooled(expected, actual);
                });
            }
        });
    }

    /** The comparison would have caught another number in any of the sampled places, and another shape. */
    private static void notFooled(Expected expected, NDArray actual) {
        double[] values = Expected.numbers(actual);
        int place = expected.samples().keySet().iterator().next();
        values[place] += 1e-3 * expected.absmax() + 1e-30;
        assertThat(expected.fault(values)).isNotEmpty();
        values[place] = Double.NaN;
        assertThat(expected.fault(values)).isNotEmpty();
        assertThat(expected.fault(actual.expandDims(0))).contains("shape");
    }

    @TestFactory
    Stream<DynamicTest> gradients() {
        return each(f -> {
            try (NDManager scope = manager.newSubManager()) {
                Map<String, NDArray> inputs = f.inputs(scope);
                f.gradients().keySet().forEach(name -> inputs.get(name).setRequiresGradient(true));
                try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                    Map<String, NDArray> outputs = OperatorCalls.of(f.id()).run(operators(f), f, inputs);
                    f.lossWeights(outputs, scope).entrySet().stream()
                            .map(weight -> outputs.get(weight.getKey())
                                    .mul(weight.getValue())
                                    .sum())
                            .reduce(NDArray::add)
                            .ifPresent(collector::backward);
                }
                f.gradients()
                        .forEach((name, expected) -> assertThat(
                                        expected.fault(inputs.get(name).getGradient()))
                                .isEmpty());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> shapes() {
        return each(f -> {
            Map<String, Shape> expected = new LinkedHashMap<>();
            f.outputs().forEach((name, output) -> expected.put(name, output.shape()));
            assertThat(ShapeForward.run(new Single(f), Map.of("unused", new Shape(1, 1)))
                            .shapes())
                    .isEqualTo(expected);
        });
    }

    /** Operators that are easily taken for each other do not pass for each other. */
    @TestFactory
    Stream<DynamicTest> anotherOperatorFails() {
        Map<String, String> confusions = Map.ofEntries(
                Map.entry("gelu-erf", "gelu-tanh"),
                Map.entry("gelu-tanh", "gelu-erf"),
                Map.entry("hardswish", "silu"),
                Map.entry("silu", "hardswish"),
                Map.entry("kinks-hardswish", "kinks-relu6"),
                Map.entry("softplus", "mish"),
                Map.entry("mish", "silu"),
                Map.entry("darknet-reorg", "reorg-space-to-depth"),
                Map.entry("pixel-unshuffle-2", "focus-slice"),
                Map.entry("reorg-space-to-depth", "darknet-reorg"),
                Map.entry("conv2d-reflect", "conv2d-replicate"),
                Map.entry("conv2d-replicate", "conv2d-reflect"),
                Map.entry("adaptive-max-pool", "adaptive-avg-pool"),
                Map.entry("layer-norm-channels-last", "instance-norm"),
                Map.entry("group-norm-4", "instance-norm"),
                Map.entry("roi-align", "roi-pool"),
                Map.entry("roi-pool", "roi-align"));
        return confusions.entrySet().stream()
                .map(pair -> DynamicTest.dynamicTest(pair.toString(), () -> {
                    OperatorFixture f = OperatorFixture.of(pair.getKey());
                    try (NDManager scope = manager.newSubManager()) {
                        Map<String, NDArray> outputs =
                                OperatorCalls.of(pair.getValue()).run(operators(f), f, f.inputs(scope));
                        assertThat(f.outputs().get("output").fault(outputs.get("output")))
                                .isNotEmpty();
                    }
                }));
    }

    /** A network of one call whose inputs are parameters. */
    private static final class Single extends Network {
        private final OperatorFixture fixture;
        private final Map<String, Parameter> inputs = new LinkedHashMap<>();

        private Single(OperatorFixture fixture) {
            this.fixture = fixture;
            fixture.shapes().forEach((name, shape) -> inputs.put(name, parameter(name, shape, Parameter.Role.WEIGHT)));
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays unused) {
            Map<String, NDArray> values = new LinkedHashMap<>();
            inputs.forEach((name, parameter) -> values.put(name, pass.value(parameter)));
            return new NamedArrays(OperatorCalls.of(fixture.id()).run(pass.ops(), fixture, values));
        }
    }
}
