package io.vertebra.core.graph;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.ConvolutionOps;
import io.vertebra.api.nn.Window;
import org.jspecify.annotations.Nullable;

/** Shape rules of convolutions, and their work. */
interface ShapeConvolutions extends ConvolutionOps {
    /** Counts work. */
    void work(long multiplyAdds);

    @Override
    default NDArray conv2d(NDArray input, NDArray kernel, @Nullable NDArray bias, Window window, int groups) {
        ShapeArray x = Shapes.map(input, "conv2d");
        ShapeArray weight = ShapeArray.of(kernel);
        long in = weight.size(1, "conv2d") * groups;
        if (x.size(1, "conv2d") != in) {
            throw new ShapeMismatch("conv2d of " + x.exact() + " with weights for " + in + " channels");
        }
        long out = weight.size(0, "conv2d");
        ShapeArray y = Shapes.slide(x, window, false, "conv2d").with(1, out, false);
        work(y.exact().size() * weight.exact().size() / out);
        return y;
    }

    @Override
    default NDArray convTranspose2d(
            NDArray input, NDArray kernel, @Nullable NDArray bias, Window w, int extraH, int extraW, int groups) {
        String use = "convTranspose2d";
        ShapeArray x = Shapes.map(input, use);
        ShapeArray weight = ShapeArray.of(kernel);
        Shapes.same(x, 1, weight, 0, use);
        long high = (x.size(2, use) - 1) * w.strideH() - 2L * w.paddingH();
        long wide = (x.size(3, use) - 1) * w.strideW() - 2L * w.paddingW();
        high += w.dilationH() * (weight.size(2, use) - 1) + 1 + extraH;
        wide += w.dilationW() * (weight.size(3, use) - 1) + 1 + extraW;
        work(x.exact().size() * weight.exact().size() / weight.size(0, use));
        return Shapes.sized(x, high, wide, use).with(1, weight.size(1, use) * groups, false);
    }

    @Override
    default NDArray deformableConv2d(
            NDArray input,
            NDArray offset,
            @Nullable NDArray mask,
            NDArray kernel,
            @Nullable NDArray bias,
            Window window,
            int groups) {
        String use = "deformableConv2d";
        ShapeArray y = ShapeArray.of(conv2d(input, kernel, bias, window, groups));
        ShapeArray moves = Shapes.map(offset, use);
        long parts = Shapes.divided(moves, 1, 2 * window.kernelH() * window.kernelW(), use);
        Shapes.divided(ShapeArray.of(input), 1, Math.toIntExact(parts), use);
        Shapes.same(y, 2, moves, 2, use);
        Shapes.same(y, 3, moves, 3, use);
        if (mask != null
                && !ShapeArray.of(mask)
                        .exact()
                        .equals(moves.with(1, moves.size(1, use) / 2, false).exact())) {
            throw new ShapeMismatch(use + " with offsets " + moves.exact() + " and a mask "
                    + ShapeArray.of(mask).exact());
        }
        return y;
    }

    @Override
    default NDArray linear(NDArray input, NDArray weight, @Nullable NDArray bias) {
        ShapeArray x = ShapeArray.of(input);
        ShapeArray w = ShapeArray.of(weight);
        if (x.size(-1, "linear") != w.size(1, "linear")) {
            throw new ShapeMismatch("linear of " + x.exact() + " with weights " + w.exact());
        }
        ShapeArray y = x.with(x.rank() - 1, w.size(0, "linear"), false);
        work(y.exact().size() * w.size(1, "linear"));
        return y;
    }
}
