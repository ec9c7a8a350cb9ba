package io.vertebra.core.runtime;

import static java.util.Map.entry;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.nn.Averaging;
import io.vertebra.api.nn.Border;
import io.vertebra.api.nn.Edge;
import io.vertebra.api.nn.GridSampling;
import io.vertebra.api.nn.Operators;
import io.vertebra.api.nn.Pooled;
import io.vertebra.api.nn.RegionPooling;
import io.vertebra.api.nn.Resize;
import io.vertebra.api.nn.ResizeRatio;
import io.vertebra.api.nn.Sweep;
import io.vertebra.api.nn.Window;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which call each family of fixtures stands for. A fixture belongs to the longest family that begins its id. */
final class OperatorCalls {
    /** Fixtures that no call stands for, each with the reason. */
    static final Map<String, String> LEFT_OUT = Map.of();

    /** One call of an operator on a fixture's inputs. */
    @FunctionalInterface
    interface Call {
        Map<String, NDArray> run(Operators ops, OperatorFixture f, Map<String, NDArray> in);
    }

    @FunctionalInterface
    private interface One {
        NDArray run(Operators ops, OperatorFixture f, Map<String, NDArray> in);
    }

    @FunctionalInterface
    private interface Unary {
        NDArray run(Operators ops, NDArray x);
    }

    private static Call one(One call) {
        return (ops, f, in) -> Map.of("output", call.run(ops, f, in));
    }

    private static Call unary(Unary call) {
        return one((ops, f, in) -> call.run(ops, in.get("x")));
    }

    private static final Map<String, Call> TABLE = Map.ofEntries(
            entry(
                    "adaptive-avg-pool",
                    one((ops, f, in) ->
                            ops.adaptiveAvgPool(in.get("x"), f.pair("outputSize", 0)[0], f.pair("outputSize", 0)[1]))),
            entry(
                    "adaptive-max-pool",
                    one((ops, f, in) ->
                            ops.adaptiveMaxPool(in.get("x"), f.pair("outputSize", 0)[0], f.pair("outputSize", 0)[1]))),
            entry(
                    "affine-grid",
                    one((ops, f, in) -> ops.affineGrid(in.get("theta"), in.get("reference"), f.flag("alignCorners")))),
            entry("avg-pool", one((ops, f, in) -> ops.avgPool(in.get("x"), window(f), averaging(f)))),
            entry("batch-matmul", one((ops, f, in) -> in.get("a").matMul(in.get("b")))),
            entry("batch-norm", OperatorCalls::batchNorm),
            entry("channel-shuffle", one((ops, f, in) -> ops.channelShuffle(in.get("x"), f.integer("groups")))),
            entry("conv-transpose", one(OperatorCalls::convTranspose)),
            entry("conv2d", one(OperatorCalls::conv)),
            entry("conv2d-reflect", one((ops, f, in) -> edged(ops, f, in, Edge.REFLECT))),
            entry("conv2d-replicate", one((ops, f, in) -> edged(ops, f, in, Edge.REPLICATE))),
            entry("corner-pooling", (ops, f, in) -> cornerPooling(ops, in.get("x"))),
            entry("darknet-reorg", one((ops, f, in) -> ops.darknetReorg(in.get("x"), f.integer("stride")))),
            entry(
                    "deform-conv",
                    one((ops, f, in) -> ops.deformableConv2d(
                            in.get("x"),
                            in.get("offset"),
                            in.get("mask"),
                            in.get("weight"),
                            in.get("bias"),
                            window(f, in),
                            f.integer("groups")))),
            entry("elu", one((ops, f, in) -> ops.elu(in.get("x"), f.number("alpha")))),
            entry("focus-slice", unary(Operators::focusSlice)),
            entry("fold", one((ops, f, in) -> ops.fold(in.get("x"), in.get("reference"), window(f)))),
            entry("gelu-erf", unary(Operators::gelu)),
            entry("gelu-tanh", unary(Operators::geluTanh)),
            entry("grid-sample", one((ops, f, in) -> ops.gridSample(in.get("x"), in.get("grid"), sampling(f)))),
            entry(
                    "group-norm",
                    one((ops, f, in) -> ops.groupNorm(
                            in.get("x"), in.get("weight"), in.get("bias"), f.integer("groups"), f.number("eps")))),
            entry("hardsigmoid", unary(Operators::hardSigmoid)),
            entry("hardswish", unary(Operators::hardSwish)),
            entry(
                    "instance-norm",
                    one((ops, f, in) ->
                            ops.instanceNorm(in.get("x"), in.get("weight"), in.get("bias"), f.number("eps")))),
            entry("interpolate", one(OperatorCalls::interpolate)),
            entry("kinks-gelu-erf", unary(Operators::gelu)),
            entry("kinks-hardsigmoid", unary(Operators::hardSigmoid)),
            entry("kinks-hardswish", unary(Operators::hardSwish)),
            entry("kinks-leaky-relu-0.1", unary((ops, x) -> ops.leakyRelu(x, 0.1f))),
            entry("kinks-relu", unary(Operators::relu)),
            entry("kinks-relu6", unary(Operators::relu6)),
            entry("kinks-silu", unary(Operators::silu)),
            entry("l2norm", one((ops, f, in) -> ops.l2Norm(in.get("x"), in.get("weight"), f.number("eps")))),
            entry(
                    "layer-norm",
                    one((ops, f, in) -> ops.layerNorm(in.get("x"), in.get("weight"), in.get("bias"), f.number("eps")))),
            entry(
                    "layer-norm-channels-last",
                    one((ops, f, in) ->
                            ops.channelNorm(in.get("x"), in.get("weight"), in.get("bias"), f.number("eps")))),
            entry("leaky-relu", one((ops, f, in) -> ops.leakyRelu(in.get("x"), f.number("negativeSlope")))),
            entry("linear", one((ops, f, in) -> ops.linear(in.get("x"), in.get("weight"), in.get("bias")))),
            entry(
                    "local-response-norm",
                    one((ops, f, in) -> ops.localResponseNorm(
                            in.get("x"), f.integer("size"), f.number("alpha"), f.number("beta"), f.number("k")))),
            entry("max-pool", OperatorCalls::maxPool),
            entry("max-unpool", one(OperatorCalls::maxUnpool)),
            entry("mish", unary(Operators::mish)),
            entry("multihead-attention", one(OperatorCalls::multiHead)),
            entry(
                    "pad-constant",
                    one((ops, f, in) -> ops.pad(in.get("x"), border(f.integers("pad")), f.number("value")))),
            entry("pixel-shuffle", one((ops, f, in) -> ops.pixelShuffle(in.get("x"), f.integer("factor")))),
            entry("pixel-unshuffle", one((ops, f, in) -> ops.pixelUnshuffle(in.get("x"), f.integer("factor")))),
            entry("prelu", one((ops, f, in) -> ops.prelu(in.get("x"), in.get("weight")))),
            entry("ps-roi-align", one((ops, f, in) -> ops.psRoiAlign(in.get("x"), in.get("rois"), regions(f)))),
            entry("relu6", unary(Operators::relu6)),
            entry("reorg-space-to-depth", one((ops, f, in) -> ops.spaceToDepth(in.get("x"), f.integer("stride")))),
            entry("roi-align", one((ops, f, in) -> ops.roiAlign(in.get("x"), in.get("rois"), regions(f)))),
            entry("roi-pool", one((ops, f, in) -> ops.roiPool(in.get("x"), in.get("rois"), regions(f)))),
            entry(
                    "scaled-dot-product-attention",
                    one((ops, f, in) -> ops.attention(in.get("q"), in.get("k"), in.get("v"), null))),
            entry("sigmoid", unary(Operators::sigmoid)),
            entry("silu", unary(Operators::silu)),
            entry(
                    "softmax-channels",
                    (ops, f, in) ->
                            Map.of("softmax", in.get("x").softmax(1), "log_softmax", ops.logSoftmax(in.get("x"), 1))),
            entry("softmax-large", one((ops, f, in) -> in.get("x").softmax(1))),
            entry("softplus", unary(Operators::softplus)),
            entry("tanh", unary(Operators::tanh)),
            entry("unfold", one((ops, f, in) -> ops.unfold(in.get("x"), window(f)))));

    private OperatorCalls() {}

    /** The call of a fixture. */
    static Call of(String id) {
        return TABLE.entrySet().stream()
                .filter(row -> id.equals(row.getKey()) || id.startsWith(row.getKey() + "-"))
                .max(Comparator.comparing(row -> row.getKey().length()))
                .map(Map.Entry::getValue)
                .orElseThrow(() -> new IllegalArgumentException("no call stands for " + id));
    }

    private static Window window(OperatorFixture f) {
        int[] kernel = f.pair("kernel", 1);
        int[] stride = f.pair("stride", 1);
        int[] padding = f.pair("padding", 0);
        int[] dilation = f.pair("dilation", 1);
        return new Window(kernel[0], kernel[1], stride[0], stride[1], padding[0], padding[1], dilation[0], dilation[1]);
    }

    /** With the kernel that the weight has. */
    private static Window window(OperatorFixture f, Map<String, NDArray> in) {
        Window w = window(f);
        Shape weight = in.get("weight").getShape();
        return new Window(
                (int) weight.get(2),
                (int) weight.get(3),
                w.strideH(),
                w.strideW(),
                w.paddingH(),
                w.paddingW(),
                w.dilationH(),
                w.dilationW());
    }

    private static Averaging averaging(OperatorFixture f) {
        int divisor = f.has("divisorOverride") ? f.integer("divisorOverride") : 0;
        return new Averaging(f.flag("ceilMode"), f.flag("countIncludePad"), divisor);
    }

    private static Map<String, NDArray> batchNorm(Operators ops, OperatorFixture f, Map<String, NDArray> in) {
        NDArray y = in.get("x");
        int passes = f.integer("forwardPasses");
        for (int i = 0; i < passes; i++) {
            y = ops.batchNorm(
                    in.get("x"),
                    in.get("weight"),
                    in.get("bias"),
                    in.get("running_mean"),
                    in.get("running_var"),
                    f.number("eps"),
                    1 - f.number("momentum"));
        }
        return f.flag("training")
                ? Map.of("output", y, "running_mean", in.get("running_mean"), "running_var", in.get("running_var"))
                : Map.of("output", y);
    }

    private static NDArray conv(Operators ops, OperatorFixture f, Map<String, NDArray> in) {
        return ops.conv2d(in.get("x"), in.get("weight"), in.get("bias"), window(f, in), f.integer("groups"));
    }

    private static NDArray edged(Operators ops, OperatorFixture f, Map<String, NDArray> in, Edge edge) {
        NDArray x = ops.pad(in.get("x"), Border.all(f.integer("padding")), edge);
        return ops.conv2d(x, in.get("weight"), in.get("bias"), window(f, in).unpadded(), f.integer("groups"));
    }

    private static NDArray convTranspose(Operators ops, OperatorFixture f, Map<String, NDArray> in) {
        int[] extra = f.pair("outputPadding", 0);
        return ops.convTranspose2d(
                in.get("x"), in.get("weight"), in.get("bias"), window(f, in), extra[0], extra[1], f.integer("groups"));
    }

    private static Map<String, NDArray> cornerPooling(Operators ops, NDArray x) {
        return Map.of(
                "top", ops.cumulativeMax(x, 2, Sweep.BACKWARD),
                "bottom", ops.cumulativeMax(x, 2, Sweep.FORWARD),
                "left", ops.cumulativeMax(x, 3, Sweep.BACKWARD),
                "right", ops.cumulativeMax(x, 3, Sweep.FORWARD));
    }

    private static GridSampling sampling(OperatorFixture f) {
        return new GridSampling(
                GridSampling.Interpolation.valueOf(f.text("mode").toUpperCase(Locale.ROOT)),
                GridSampling.Outside.valueOf(f.text("paddingMode").toUpperCase(Locale.ROOT)),
                f.flag("alignCorners"));
    }

    private static NDArray interpolate(Operators ops, OperatorFixture f, Map<String, NDArray> in) {
        String name = f.text("mode").toUpperCase(Locale.ROOT).replace('-', '_');
        name += f.flag("alignCorners") ? "_CORNERS" : "";
        name += f.flag("antialias") ? "_ANTIALIAS" : "";
        Resize mode = Resize.valueOf(name);
        NDArray x = in.get("x");
        if (f.has("size")) {
            int[] size = f.integers("size");
            return ops.resizeTo(x, size[0], size[1], mode);
        }
        // the number itself: 0.6 as a float would be another factor
        double factor = Double.parseDouble(f.text("scaleFactor"));
        return ops.resizeBy(
                x, factor, mode, f.flag("recomputeScaleFactor") ? ResizeRatio.OF_SIZES : ResizeRatio.AS_GIVEN);
    }

    private static Map<String, NDArray> maxPool(Operators ops, OperatorFixture f, Map<String, NDArray> in) {
        Pooled both = ops.maxPoolWithIndices(in.get("x"), window(f), f.flag("ceilMode"));
        return Map.of("output", both.values(), "indices", both.indices());
    }

    private static NDArray maxUnpool(Operators ops, OperatorFixture f, Map<String, NDArray> in) {
        Pooled both = ops.maxPoolWithIndices(in.get("x"), window(f), false);
        return ops.maxUnpool(both.values(), both.indices(), in.get("x"));
    }

    private static NDArray multiHead(Operators ops, OperatorFixture f, Map<String, NDArray> in) {
        List<NDArray> parts = ops.split(ops.linear(in.get("x"), in.get("in_w"), in.get("in_b")), 3, -1);
        NDArray y = ops.multiHeadAttention(parts.get(0), parts.get(1), parts.get(2), null, f.integer("heads"));
        return ops.linear(y, in.get("out_w"), in.get("out_b"));
    }

    private static Border border(int[] widths) {
        return new Border(widths[0], widths[1], widths[2], widths[3]);
    }

    private static RegionPooling regions(OperatorFixture f) {
        int[] size = f.pair("outputSize", 0);
        int samples = f.has("samplingRatio") ? Math.max(0, f.integer("samplingRatio")) : 0;
        return new RegionPooling(size[0], size[1], f.number("spatialScale"), samples, f.flag("aligned"));
    }
}
