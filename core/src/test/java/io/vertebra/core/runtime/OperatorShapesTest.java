package io.vertebra.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Operators;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.nn.Window;
import io.vertebra.core.graph.ShapeForward;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each shape rule gives what the engine gives. */
final class OperatorShapesTest {
    private static final Shape MAP = new Shape(2, 6, 9, 7);

    /** A network of one expression, with some parameters. */
    private static final class Expression extends Network {
        private final Parameter conv = parameter("conv", new Shape(4, 3, 3, 2), Parameter.Role.WEIGHT);
        private final Parameter four = parameter("four", new Shape(4), Parameter.Role.BIAS);
        private final Parameter dense = parameter("dense", new Shape(5, 6), Parameter.Role.WEIGHT);
        private final Parameter five = parameter("five", new Shape(5), Parameter.Role.BIAS);
        private final Parameter six = parameter("six", new Shape(6), Parameter.Role.SCALE);
        private final BiFunction<Run, NDArray, List<NDArray>> body;

        private Expression(BiFunction<Run, NDArray, List<NDArray>> body) {
            this.body = body;
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            Map<String, NDArray> outputs = new LinkedHashMap<>();
            List<NDArray> results = body.apply(new Run(pass, this), inputs.get("x"));
            for (int i = 0; i < results.size(); i++) {
                outputs.put("y" + i, results.get(i));
            }
            return new NamedArrays(outputs);
        }
    }

    private record Run(Pass pass, Expression network) {
        Operators ops() {
            return pass.ops();
        }

        NDArray value(Parameter parameter) {
            return pass.value(parameter);
        }

        NDArray vector(NDArray x) {
            return ops().globalAvgPool(x);
        }
    }

    private record Rule(String name, BiFunction<Run, NDArray, List<NDArray>> body) {}

    private static Rule one(String name, BiFunction<Run, NDArray, NDArray> body) {
        return new Rule(name, (run, x) -> List.of(body.apply(run, x)));
    }

    private static final Window WIDE = new Window(3, 2, 2, 3, 1, 0, 1, 2);

    private static List<Rule> operators() {
        return List.of(
                one(
                        "conv2d",
                        (r, x) -> r.ops().conv2d(x, r.value(r.network().conv), r.value(r.network().four), WIDE, 2)),
                one("conv2d without bias", (r, x) -> r.ops().conv2d(x, r.value(r.network().conv), null, WIDE, 2)),
                one(
                        "linear",
                        (r, x) -> r.ops().linear(r.vector(x), r.value(r.network().dense), r.value(r.network().five))),
                one("batchNorm", (r, x) -> {
                    NDArray six = r.value(r.network().six);
                    return r.ops().batchNorm(x, six, six, six, six, 1e-5f, 0.9f);
                }),
                one("relu", (r, x) -> r.ops().relu(x)),
                one("relu6", (r, x) -> r.ops().relu6(x)),
                one("leakyRelu", (r, x) -> r.ops().leakyRelu(x, 0.1f)),
                one("sigmoid", (r, x) -> r.ops().sigmoid(x)),
                one("silu", (r, x) -> r.ops().silu(x)),
                one("tanh", (r, x) -> r.ops().tanh(x)),
                one("maxPool", (r, x) -> r.ops().maxPool(x, Window.square(3, 2, 1), false)),
                one("maxPool ceil", (r, x) -> r.ops().maxPool(x, Window.square(2, 2, 0), true)),
                one(
                        "maxPool ceil that starts in the padding",
                        (r, x) -> r.ops().maxPool(x, new Window(1, 1, 4, 3, 0, 0, 1, 1), true)),
                one("maxPool ceil with padding", (r, x) -> r.ops().maxPool(x, Window.square(2, 2, 1), true)),
                one("avgPool", (r, x) -> r.ops().avgPool(x, Window.square(3, 2, 0))),
                one("globalAvgPool", (r, x) -> r.ops().globalAvgPool(x)),
                one("concat channels", (r, x) -> r.ops().concat(List.of(x, x.mul(2), x), 1)),
                one("concat width", (r, x) -> r.ops().concat(List.of(x, x), -1)),
                new Rule("splitChannels", (r, x) -> r.ops().splitChannels(x, 3)),
                one("channelShuffle", (r, x) -> r.ops().channelShuffle(x, 3)),
                one("flattenSpatial", (r, x) -> r.ops().flattenSpatial(x)),
                one("samePad odd", (r, x) -> r.ops().samePad(x, Window.square(3, 2, 0))),
                one("samePad even", (r, x) -> r.ops().samePad(x, new Window(2, 4, 2, 3, 0, 0, 1, 2))),
                one("samePad nothing", (r, x) -> r.ops().samePad(x, Window.square(1, 2, 0))),
                one(
                        "resizeNearestLike",
                        (r, x) -> r.ops().resizeNearestLike(r.ops().maxPool(x, Window.square(2, 2, 0), false), x)));
    }

    private static List<Rule> arrayMethods() {
        return List.of(
                one("add", (r, x) -> x.add(x).add(1)),
                one("add broadcast", (r, x) -> x.add(r.value(r.network().six).reshape(1, 6, 1, 1))),
                one("sub", (r, x) -> x.sub(x).sub(1)),
                one(
                        "mul",
                        (r, x) ->
                                x.mul(r.vector(x).expandDims(2).expandDims(-1)).mul(2)),
                one("div", (r, x) -> x.div(x).div(2)),
                one(
                        "neg abs square sqrt exp log clip",
                        (r, x) -> x.neg().abs().square().sqrt().exp().log().clip(0, 1)),
                one("softmax", (r, x) -> x.softmax(1)),
                one("sum", (r, x) -> x.sum(new int[] {2}, true)),
                one("mean", (r, x) -> x.mean(new int[] {-1}, false)),
                one("max", (r, x) -> x.max(new int[] {1}, true)),
                one("matMul", (r, x) -> {
                    NDArray flat = r.ops().flattenSpatial(x);
                    return flat.matMul(flat.transpose(0, 2, 1));
                }),
                one("transpose", (r, x) -> x.transpose(0, 2, 3, 1)),
                one("reshape", (r, x) -> x.reshape(-1, 3, 2)),
                one("expandDims squeeze", (r, x) -> x.expandDims(1).squeeze(1)));
    }

    @TestFactory
    Stream<DynamicTest> shapesEqualTheEagerOnes() {
        return Stream.concat(operators().stream(), arrayMethods().stream())
                .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> {
                    Expression network = new Expression(rule.body());
                    Map<String, Shape> proven =
                            ShapeForward.run(network, Map.of("x", MAP)).shapes();
                    assertThat(proven).isNotEmpty().isEqualTo(eager(network));
                }));
    }

    @Test
    void everyOperatorHasARule() {
        TreeSet<String> declared = new TreeSet<>();
        Arrays.stream(Operators.class.getDeclaredMethods()).map(Method::getName).forEach(declared::add);
        TreeSet<String> tested = new TreeSet<>();
        operators().forEach(rule -> tested.add(rule.name().split(" ")[0]));
        assertThat(tested).isEqualTo(declared).hasSizeGreaterThan(15);
    }

    private static Map<String, Shape> eager(Network network) {
        try (NDManager manager = Engines.manager("cpu")) {
            Map<Parameter, NDArray> values = new LinkedHashMap<>();
            network.parameters().values().forEach(p -> values.put(p, manager.ones(p.shape())));
            NamedArrays outputs = network.forward(
                    new EagerPass(values, manager, (name, array) -> {}, false), NamedArrays.of("x", manager.ones(MAP)));
            Map<String, Shape> shapes = new LinkedHashMap<>();
            outputs.arrays().forEach((name, array) -> shapes.put(name, array.getShape()));
            return shapes;
        }
    }

    @Test
    void sizesStayDynamicForTheNetwork() {
        Network curious = new Expression((run, x) -> {
            assertThat(x.getShape()).isEqualTo(new Shape(-1, 6, -1, -1));
            assertThat(run.ops().flattenSpatial(x).getShape()).isEqualTo(new Shape(-1, 6, -1));
            assertThat(x.reshape(-1, 3).getShape()).isEqualTo(new Shape(-1, 3));
            return List.of(x);
        });
        assertThat(ShapeForward.run(curious, Map.of("x", MAP)).shapes()).containsEntry("y0", MAP);
    }

    @Test
    void workIsCounted() {
        Network conv = new Expression((r, x) -> List.of(r.ops()
                .conv2d(
                        x,
                        r.value(r.network().conv),
                        null,
                        Window.square(1, 1, 0).unpadded(),
                        2)));
        // 2 x 4 x 9 x 7 results, each of 3 x 3 x 2 products: the weight decides, not the window
        assertThat(ShapeForward.run(conv, Map.of("x", MAP)).multiplyAdds()).isEqualTo(2L * 4 * 9 * 7 * 18);
    }

    @Test
    void whatIsNotPortableIsNamedWithTheLine() {
        refused((r, x) -> List.of(x.get(0)), "the network calls get, which is outside the portable surface");
        refused((r, x) -> List.of(x.getManager().ones(MAP)), "the network calls getManager");
        refused((r, x) -> List.of(x.mul(x.toFloatArray()[0])), "the network calls toFloatArray");
        refused((r, x) -> List.of(x.cumSum()), "the network calls cumSum");
        refused((r, x) -> List.of(x.getNDArrayInternal().relu()), "the network calls getNDArrayInternal");
    }

    @Test
    void shapesThatDoNotFitAreNamedWithTheLine() {
        refused((r, x) -> List.of(x.add(r.vector(x))), "add of (2, 6, 9, 7) and (2, 6)");
        refused((r, x) -> List.of(x.reshape(-1, 5)), "reshape of (2, 6, 9, 7) to (-1, 5)");
        refused((r, x) -> List.of(x.reshape(-1, -1)), "more than one axis open");
        refused((r, x) -> List.of(r.ops().channelShuffle(x, 4)), "6 channels into 4 groups");
        refused((r, x) -> List.of(r.ops().maxPool(x, Window.square(11, 1, 0), false)), "larger than its input");
        refused((r, x) -> List.of(x.mean(new int[] {2, 3}, true)), "it takes one");
    }

    private static void refused(BiFunction<Run, NDArray, List<NDArray>> body, String message) {
        assertThatThrownBy(() -> ShapeForward.run(new Expression(body), Map.of("x", MAP)))
                .isInstanceOf(VertebraException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("OperatorShapesTest.java:");
    }
}
