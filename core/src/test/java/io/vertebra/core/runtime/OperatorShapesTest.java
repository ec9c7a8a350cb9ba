package io.vertebra.core.runtime;

import static io.vertebra.core.runtime.OperatorRules.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.nn.Border;
import io.vertebra.api.nn.Edge;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Operators;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.nn.RegionPooling;
import io.vertebra.api.nn.Window;
import io.vertebra.core.graph.ShapeForward;
import io.vertebra.core.runtime.OperatorRules.Expression;
import io.vertebra.core.runtime.OperatorRules.Rule;
import io.vertebra.core.runtime.OperatorRules.Run;
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

    private static List<Rule> operators() {
        return Stream.of(
                        OperatorRules.convolutions(),
                        OperatorRules.norms(),
                        OperatorRules.activations(),
                        OperatorRules.poolings(),
                        OperatorRules.resizing(),
                        OperatorRules.layouts(),
                        OperatorRules.regions(),
                        OperatorRules.attention())
                .flatMap(List::stream)
                .toList();
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
                one("matMul broadcast", (r, x) -> x.matMul(r.value(r.network().matrix))),
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
        Arrays.stream(Operators.class.getMethods()).map(Method::getName).forEach(declared::add);
        TreeSet<String> tested = new TreeSet<>();
        operators().forEach(rule -> tested.add(rule.name().split(" ")[0]));
        assertThat(tested).isEqualTo(declared).hasSizeGreaterThan(60);
    }

    private static Map<String, Shape> eager(Network network) {
        try (NDManager manager = Engines.manager("cpu")) {
            Map<Parameter, NDArray> values = new LinkedHashMap<>();
            network.parameters().values().forEach(p -> values.put(p, manager.ones(p.shape())));
            NamedArrays outputs = network.forward(
                    new EagerPass(new OpKit(manager), values, manager, (name, array) -> {}, false),
                    NamedArrays.of("x", manager.ones(MAP)));
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
        refused((r, x) -> List.of(x.matMul(r.vector(x))), "matMul of (2, 6, 9, 7) and (2, 6)");
        refused((r, x) -> List.of(r.ops().maxPool(x, Window.square(3, 1, 2), false)), "more padding than half");
        refused((r, x) -> List.of(r.ops().cropLike(x, x, 1)), "cropLike of (2, 6, 9, 7) to (2, 6, 9, 7) at 1");
        refused((r, x) -> List.of(r.ops().pad(x, Border.all(7), Edge.REFLECT)), "by REFLECT");
        refused((r, x) -> List.of(r.ops().sliceChannels(x, 4, 7)), "sliceChannels of (2, 6, 9, 7) from 4 to 7");
        refused((r, x) -> List.of(r.ops().spaceToDepth(x, 2)), "axis 2 of (2, 6, 9, 7) into 2 groups");
        refused((r, x) -> List.of(r.ops().roiAlign(x, r.vector(x), RegionPooling.of(2, 2, 1))), "are not (R, 5)");
        refused((r, x) -> List.of(r.ops().groupNorm(x, null, null, 4, 1e-5f)), "groupNorm of 6 channels");
        refused((r, x) -> List.of(r.ops().multiHeadAttention(x, x, x, null, 2)), "no tokens (N, T, C)");
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
