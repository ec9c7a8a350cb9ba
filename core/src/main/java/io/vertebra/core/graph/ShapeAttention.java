package io.vertebra.core.graph;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.AttentionOps;
import org.jspecify.annotations.Nullable;

/** Shape rules of attention, and its work: the two matrix products. */
interface ShapeAttention extends AttentionOps {
    /** Counts work. */
    void work(long multiplyAdds);

    @Override
    default NDArray attention(NDArray query, NDArray key, NDArray value, @Nullable NDArray mask) {
        return attend(query, key, value, mask, "attention");
    }

    private ShapeArray attend(NDArray query, NDArray key, NDArray value, @Nullable NDArray mask, String use) {
        ShapeArray q = ShapeArray.of(query);
        ShapeArray k = ShapeArray.of(key);
        ShapeArray v = ShapeArray.of(value);
        if (q.rank() != k.rank() || q.rank() != v.rank()) {
            throw new ShapeMismatch(use + " of " + q.exact() + ", " + k.exact() + ", " + v.exact());
        }
        for (int axis = 0; axis < q.rank() - 2; axis++) {
            Shapes.same(q, axis, k, axis, use);
            Shapes.same(q, axis, v, axis, use);
        }
        Shapes.same(q, -1, k, -1, use);
        Shapes.same(k, -2, v, -2, use);
        if (mask != null) {
            Shapes.same(q, -2, ShapeArray.of(mask), -2, use);
            Shapes.same(k, -2, ShapeArray.of(mask), -1, use);
        }
        ShapeArray y = q.with(q.rank() - 1, v.size(-1, use), v.open(v.rank() - 1));
        work((q.exact().size() + y.exact().size()) * k.size(-2, use));
        return y;
    }

    @Override
    default NDArray multiHeadAttention(NDArray query, NDArray key, NDArray value, @Nullable NDArray mask, int heads) {
        ShapeArray q = ShapeArray.of(query);
        if (q.rank() != 3) {
            throw new ShapeMismatch("multiHeadAttention of " + q.exact() + ", which are no tokens (N, T, C)");
        }
        Shapes.divided(q, 2, heads, "multiHeadAttention");
        Shapes.divided(ShapeArray.of(value), 2, heads, "multiHeadAttention");
        return attend(query, key, value, mask, "multiHeadAttention");
    }
}
