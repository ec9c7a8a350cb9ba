package io.vertebra.core.runtime;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.Border;
import io.vertebra.api.nn.Edge;
import io.vertebra.api.nn.Resize;
import io.vertebra.api.nn.ResizeOps;
import io.vertebra.api.nn.ResizeRatio;
import io.vertebra.api.nn.Window;
import io.vertebra.core.graph.SamePadding;
import org.jspecify.annotations.Nullable;

/** Changes of height and width on real arrays. */
interface EagerResizing extends ResizeOps, UsesKit {
    @Override
    default NDArray resizeLike(NDArray x, NDArray reference, Resize mode) {
        return kit().one("resize_like", x, reference, mode);
    }

    @Override
    default NDArray resizeTo(NDArray x, int height, int width, Resize mode) {
        return kit().one("resize", x, new int[] {height, width}, mode, null);
    }

    @Override
    default NDArray resizeBy(NDArray x, double factor, Resize mode, ResizeRatio ratio) {
        @Nullable Double kept = ratio == ResizeRatio.AS_GIVEN ? factor : null;
        return kit().one("resize_by", x, factor, mode, kept);
    }

    @Override
    default NDArray cropLike(NDArray x, NDArray reference, int offset) {
        return kit().one("crop_like", x, reference, offset);
    }

    @Override
    default NDArray cropCentreLike(NDArray x, NDArray reference) {
        return kit().one("crop_centre_like", x, reference);
    }

    @Override
    default NDArray samePad(NDArray x, Window w) {
        int tall = (int) SamePadding.total(x.getShape().get(2), w.kernelH(), w.strideH(), w.dilationH());
        int wide = (int) SamePadding.total(x.getShape().get(3), w.kernelW(), w.strideW(), w.dilationW());
        return pad(x, new Border(wide / 2, wide - wide / 2, tall / 2, tall - tall / 2), 0);
    }

    @Override
    default NDArray padToMultiple(NDArray x, int multiple) {
        int tall = Math.floorMod(-x.getShape().get(2), multiple);
        int wide = Math.floorMod(-x.getShape().get(3), multiple);
        return pad(x, new Border(0, wide, 0, tall), 0);
    }

    @Override
    default NDArray pad(NDArray x, Border border, float value) {
        return border.equals(Border.all(0)) ? x : kit().one("pad_constant", x, widths(border), value);
    }

    @Override
    default NDArray pad(NDArray x, Border border, Edge edge) {
        return border.equals(Border.all(0)) ? x : kit().one("pad_edge", x, widths(border), edge);
    }

    private static int[] widths(Border b) {
        return new int[] {b.left(), b.right(), b.top(), b.bottom()};
    }
}
