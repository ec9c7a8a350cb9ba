package io.vertebra.core.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.nn.Averaging;
import io.vertebra.api.nn.Border;
import io.vertebra.api.nn.Edge;
import io.vertebra.api.nn.GridSampling;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Operators;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.nn.Pooled;
import io.vertebra.api.nn.RegionPooling;
import io.vertebra.api.nn.Resize;
import io.vertebra.api.nn.ResizeRatio;
import io.vertebra.api.nn.Sweep;
import io.vertebra.api.nn.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Expressions on a map (2, 6, 9, 7) whose shapes are compared with the engine's; each begins with the operator's name. */
final class OperatorRules {
    private static final Window WIDE = new Window(3, 2, 2, 3, 1, 0, 1, 2);
    private static final Window HALF = Window.square(2, 2, 0);

    private OperatorRules() {}

    /** An expression under a name. */
    record Rule(String name, BiFunction<Run, NDArray, List<NDArray>> body) {}

    static Rule one(String name, BiFunction<Run, NDArray, NDArray> body) {
        return new Rule(name, (run, x) -> List.of(body.apply(run, x)));
    }

    /** A network of one expression, with some parameters. */
    static final class Expression extends Network {
        final Parameter conv = parameter("conv", new Shape(4, 3, 3, 2), Parameter.Role.WEIGHT);
        final Parameter transposed = parameter("transposed", new Shape(6, 2, 3, 2), Parameter.Role.WEIGHT);
        final Parameter offset = parameter("offset", new Shape(2, 24, 5, 2), Parameter.Role.WEIGHT);
        final Parameter mask = parameter("mask", new Shape(2, 12, 5, 2), Parameter.Role.WEIGHT);
        final Parameter four = parameter("four", new Shape(4), Parameter.Role.BIAS);
        final Parameter dense = parameter("dense", new Shape(5, 6), Parameter.Role.WEIGHT);
        final Parameter five = parameter("five", new Shape(5), Parameter.Role.BIAS);
        final Parameter six = parameter("six", new Shape(6), Parameter.Role.SCALE);
        final Parameter one = parameter("one", new Shape(1), Parameter.Role.SLOPE);
        final Parameter last = parameter("last", new Shape(9, 7), Parameter.Role.SCALE);
        final Parameter boxes = parameter("boxes", new Shape(3, 5), Parameter.Role.WEIGHT);
        final Parameter grid = parameter("grid", new Shape(2, 4, 3, 2), Parameter.Role.WEIGHT);
        final Parameter theta = parameter("theta", new Shape(2, 2, 3), Parameter.Role.WEIGHT);
        final Parameter token = parameter("token", new Shape(1, 6, 1), Parameter.Role.WEIGHT);
        final Parameter matrix = parameter("matrix", new Shape(2, 1, 7, 4), Parameter.Role.WEIGHT);
        private final BiFunction<Run, NDArray, List<NDArray>> body;

        Expression(BiFunction<Run, NDArray, List<NDArray>> body) {
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

    /** What an expression may use. */
    record Run(Pass pass, Expression network) {
        Operators ops() {
            return pass.ops();
        }

        NDArray value(Parameter parameter) {
            return pass.value(parameter);
        }

        NDArray six() {
            return value(network.six);
        }

        /** (N, C). */
        NDArray vector(NDArray x) {
            return ops().globalAvgPool(x);
        }

        /** (N, C, H / 2, W / 2). */
        NDArray half(NDArray x) {
            return ops().maxPool(x, HALF, false);
        }

        /** (N, H W, C). */
        NDArray tokens(NDArray x) {
            return ops().flattenSpatial(x).transpose(0, 2, 1);
        }
    }

    static List<Rule> convolutions() {
        return List.of(
                one(
                        "conv2d",
                        (r, x) -> r.ops().conv2d(x, r.value(r.network().conv), r.value(r.network().four), WIDE, 2)),
                one("conv2d without bias", (r, x) -> r.ops().conv2d(x, r.value(r.network().conv), null, WIDE, 2)),
                one(
                        "convTranspose2d",
                        (r, x) -> r.ops()
                                .convTranspose2d(
                                        x, r.value(r.network().transposed), r.value(r.network().four), WIDE, 0, 2, 2)),
                one(
                        "deformableConv2d",
                        (r, x) -> r.ops()
                                .deformableConv2d(
                                        x,
                                        r.value(r.network().offset),
                                        r.value(r.network().mask),
                                        r.value(r.network().conv),
                                        r.value(r.network().four),
                                        WIDE,
                                        2)),
                one(
                        "deformableConv2d plain",
                        (r, x) -> r.ops()
                                .deformableConv2d(
                                        x,
                                        r.value(r.network().offset),
                                        null,
                                        r.value(r.network().conv),
                                        null,
                                        WIDE,
                                        2)),
                one(
                        "linear",
                        (r, x) -> r.ops().linear(r.vector(x), r.value(r.network().dense), r.value(r.network().five))));
    }

    static List<Rule> norms() {
        return List.of(
                one("batchNorm", (r, x) -> r.ops().batchNorm(x, r.six(), r.six(), r.six(), r.six(), 1e-5f, 0.9f)),
                one("groupNorm", (r, x) -> r.ops().groupNorm(x, r.six(), r.six(), 3, 1e-5f)),
                one("groupNorm plain", (r, x) -> r.ops().groupNorm(x, null, null, 3, 1e-5f)),
                one("instanceNorm", (r, x) -> r.ops().instanceNorm(x, r.six(), r.six(), 1e-5f)),
                one("instanceNorm plain", (r, x) -> r.ops().instanceNorm(x, null, null, 1e-5f)),
                one("layerNorm", (r, x) -> r.ops().layerNorm(r.tokens(x), r.six(), r.six(), 1e-5f)),
                one(
                        "layerNorm over two axes",
                        (r, x) -> r.ops().layerNorm(x, r.value(r.network().last), r.value(r.network().last), 1e-5f)),
                one("channelNorm", (r, x) -> r.ops().channelNorm(x, r.six(), r.six(), 1e-5f)),
                one("localResponseNorm", (r, x) -> r.ops().localResponseNorm(x, 5, 1e-4f, 0.75f, 2)),
                one("l2Norm", (r, x) -> r.ops().l2Norm(x, r.six(), 1e-12f)),
                one("l2Norm of vectors", (r, x) -> r.ops().l2Norm(r.vector(x), null, 1e-12f)));
    }

    static List<Rule> activations() {
        return List.of(
                one("relu", (r, x) -> r.ops().relu(x)),
                one("relu6", (r, x) -> r.ops().relu6(x)),
                one("leakyRelu", (r, x) -> r.ops().leakyRelu(x, 0.1f)),
                one("prelu", (r, x) -> r.ops().prelu(x, r.six())),
                one("prelu shared", (r, x) -> r.ops().prelu(x, r.value(r.network().one))),
                one("elu", (r, x) -> r.ops().elu(x, 1)),
                one("sigmoid", (r, x) -> r.ops().sigmoid(x)),
                one("hardSigmoid", (r, x) -> r.ops().hardSigmoid(x)),
                one("silu", (r, x) -> r.ops().silu(x)),
                one("hardSwish", (r, x) -> r.ops().hardSwish(x)),
                one("mish", (r, x) -> r.ops().mish(x)),
                one("gelu", (r, x) -> r.ops().gelu(x)),
                one("geluTanh", (r, x) -> r.ops().geluTanh(x)),
                one("tanh", (r, x) -> r.ops().tanh(x)),
                one("softplus", (r, x) -> r.ops().softplus(x)),
                one("logSoftmax", (r, x) -> r.ops().logSoftmax(x, -1)));
    }

    static List<Rule> poolings() {
        return List.of(
                one("maxPool", (r, x) -> r.ops().maxPool(x, Window.square(3, 2, 1), false)),
                one("maxPool ceil", (r, x) -> r.ops().maxPool(x, HALF, true)),
                one(
                        "maxPool ceil that starts in the padding",
                        (r, x) -> r.ops().maxPool(x, new Window(1, 1, 4, 3, 0, 0, 1, 1), true)),
                one("maxPool ceil with padding", (r, x) -> r.ops().maxPool(x, Window.square(2, 2, 1), true)),
                one(
                        "maxPool dilated",
                        (r, x) -> r.ops().maxPool(x, Window.square(3, 1, 1).dilation(2), false)),
                new Rule("maxPoolWithIndices", (r, x) -> {
                    Pooled both = r.ops().maxPoolWithIndices(x, WIDE, true);
                    return List.of(both.values(), both.indices());
                }),
                one("maxUnpool", (r, x) -> {
                    Pooled both = r.ops().maxPoolWithIndices(x, HALF, false);
                    return r.ops().maxUnpool(both.values(), both.indices(), x);
                }),
                one("avgPool", (r, x) -> r.ops().avgPool(x, Window.square(3, 2, 0))),
                one("avgPool padded", (r, x) -> r.ops().avgPool(x, Window.square(3, 2, 1))),
                one("avgPool ceil", (r, x) -> r.ops().avgPool(x, HALF, Averaging.DEFAULT.ceilMode())),
                one("adaptiveAvgPool", (r, x) -> r.ops().adaptiveAvgPool(x, 2, 3)),
                one("adaptiveMaxPool", (r, x) -> r.ops().adaptiveMaxPool(x, 3, 10)),
                one("globalAvgPool", (r, x) -> r.ops().globalAvgPool(x)),
                one("globalMaxPool", (r, x) -> r.ops().globalMaxPool(x)),
                one("cumulativeMax", (r, x) -> r.ops().cumulativeMax(x, -1, Sweep.BACKWARD)));
    }

    static List<Rule> resizing() {
        return List.of(
                one("resizeLike", (r, x) -> r.ops().resizeLike(r.half(x), x, Resize.BILINEAR_CORNERS)),
                one("resizeTo", (r, x) -> r.ops().resizeTo(x, 5, 12, Resize.BICUBIC_ANTIALIAS)),
                one("resizeBy", (r, x) -> r.ops().resizeBy(x, 1.7, Resize.BILINEAR)),
                one("resizeBy a tenth", (r, x) -> r.ops().resizeBy(x, 0.3, Resize.NEAREST_EXACT, ResizeRatio.OF_SIZES)),
                one("cropLike", (r, x) -> r.ops().cropLike(x, r.half(x), 2)),
                one("cropCentreLike", (r, x) -> r.ops().cropCentreLike(x, r.half(x))),
                one("samePad odd", (r, x) -> r.ops().samePad(x, Window.square(3, 2, 0))),
                one("samePad even", (r, x) -> r.ops().samePad(x, new Window(2, 4, 2, 3, 0, 0, 1, 2))),
                one("samePad nothing", (r, x) -> r.ops().samePad(x, Window.square(1, 2, 0))),
                one("padToMultiple", (r, x) -> r.ops().padToMultiple(x, 4)),
                one("padToMultiple nothing", (r, x) -> r.ops().padToMultiple(x, 1)),
                one("pad", (r, x) -> r.ops().pad(x, new Border(1, -2, -3, 4), 0.5f)),
                one("pad mirrored", (r, x) -> r.ops().pad(x, new Border(6, 0, 1, 8), Edge.REFLECT)),
                one("pad repeated", (r, x) -> r.ops().pad(x, new Border(9, 0, 1, 11), Edge.REPLICATE)));
    }

    static List<Rule> layouts() {
        return List.of(
                one("concat channels", (r, x) -> r.ops().concat(List.of(x, x.mul(2), x), 1)),
                one("concat width", (r, x) -> r.ops().concat(List.of(x, x), -1)),
                new Rule("split", (r, x) -> r.ops().split(x, 7, -1)),
                new Rule("splitChannels", (r, x) -> r.ops().splitChannels(x, 3)),
                one("sliceChannels", (r, x) -> r.ops().sliceChannels(x, 1, 5)),
                one("channelShuffle", (r, x) -> r.ops().channelShuffle(x, 3)),
                one("flattenSpatial", (r, x) -> r.ops().flattenSpatial(x)),
                one("unflattenLike", (r, x) -> r.ops().unflattenLike(r.ops().flattenSpatial(x), x)),
                one("expandToBatch", (r, x) -> r.ops().expandToBatch(r.value(r.network().token), x)),
                one("pixelShuffle", (r, x) -> r.ops().pixelShuffle(r.ops().concat(List.of(x, x), 1), 2)),
                one("pixelUnshuffle", (r, x) -> r.ops().pixelUnshuffle(even(r, x), 2)),
                one("spaceToDepth", (r, x) -> r.ops().spaceToDepth(even(r, x), 2)),
                one("focusSlice", (r, x) -> r.ops().focusSlice(even(r, x))),
                one(
                        "darknetReorg",
                        (r, x) -> r.ops().darknetReorg(r.ops().concat(List.of(even(r, x), even(r, x)), 1), 2)),
                one("unfold", (r, x) -> r.ops().unfold(x, WIDE)),
                one("fold", (r, x) -> r.ops().fold(r.ops().unfold(x, WIDE), x, WIDE)));
    }

    /** (N, C, 10, 8). */
    private static NDArray even(Run r, NDArray x) {
        return r.ops().padToMultiple(x, 2);
    }

    static List<Rule> regions() {
        RegionPooling bins = RegionPooling.of(2, 3, 0.5f);
        return List.of(
                one("roiAlign", (r, x) -> r.ops().roiAlign(x, r.value(r.network().boxes), bins)),
                one("roiPool", (r, x) -> r.ops().roiPool(x, r.value(r.network().boxes), bins)),
                one("psRoiAlign", (r, x) -> r.ops().psRoiAlign(x, r.value(r.network().boxes), bins.samples(2))),
                one("gridSample", (r, x) -> r.ops().gridSample(x, r.value(r.network().grid), GridSampling.DEFAULT)),
                one("affineGrid", (r, x) -> r.ops().affineGrid(r.value(r.network().theta), x, true)));
    }

    static List<Rule> attention() {
        return List.of(
                one(
                        "attention",
                        (r, x) -> r.ops()
                                .attention(
                                        x,
                                        x,
                                        x.matMul(r.value(r.network().matrix)
                                                .add(x.max(new int[] {2}, true)
                                                        .mul(0)
                                                        .mean(new int[] {3}, true))),
                                        null)),
                one("multiHeadAttention", (r, x) -> {
                    NDArray few = r.tokens(r.half(x));
                    NDArray mask = r.tokens(x).matMul(few.transpose(0, 2, 1)).max(new int[] {0}, false);
                    return r.ops().multiHeadAttention(r.tokens(x), few, few, mask, 3);
                }));
    }
}
