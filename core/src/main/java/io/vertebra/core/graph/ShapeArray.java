package io.vertebra.core.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * An array that knows its exact shape and nothing else. It answers the listed methods of the portable surface; its base class
 * refuses every other one. To the network it reports -1 for the axes that must stay dynamic.
 */
final class ShapeArray extends ValuelessArray {
    private final long[] size;
    private final boolean[] open;

    ShapeArray(long[] size, boolean[] open) {
        super(reported(size, open));
        this.size = size.clone();
        this.open = open.clone();
    }

    /** An array whose shape a network may rely on, such as a parameter. */
    static ShapeArray fixed(Shape shape) {
        return new ShapeArray(shape.getShape(), new boolean[shape.dimension()]);
    }

    /** A map, tokens or a vector: all axes but the channels are dynamic. */
    static ShapeArray feature(Shape shape) {
        boolean[] open = new boolean[shape.dimension()];
        Arrays.fill(open, true);
        open[open.length == 3 ? 2 : 1] = false;
        return new ShapeArray(shape.getShape(), open);
    }

    static ShapeArray of(NDArray array) {
        if (array instanceof ShapeArray known) {
            return known;
        }
        throw new UnsupportedOperationException("an array of another run");
    }

    private static Shape reported(long[] size, boolean[] open) {
        long[] told = size.clone();
        for (int i = 0; i < told.length; i++) {
            told[i] = open[i] ? -1 : told[i];
        }
        return new Shape(told);
    }

    Shape exact() {
        return new Shape(size);
    }

    long size(int axis, String use) {
        return size[axis(axis, use)];
    }

    boolean open(int axis) {
        return open[axis];
    }

    int rank() {
        return size.length;
    }

    int axis(int axis, String use) {
        int known = axis < 0 ? axis + size.length : axis;
        if (known < 0 || known >= size.length) {
            throw new ShapeMismatch(use + " over axis " + axis + " of " + exact());
        }
        return known;
    }

    /** The same array with one axis changed. */
    ShapeArray with(int axis, long length, boolean dynamic) {
        long[] sizes = size.clone();
        boolean[] opens = open.clone();
        sizes[axis] = length;
        opens[axis] = dynamic;
        return new ShapeArray(sizes, opens);
    }

    private ShapeArray broadcast(NDArray other, String use) {
        ShapeArray that = of(other);
        int rank = Math.max(rank(), that.rank());
        long[] sizes = new long[rank];
        boolean[] opens = new boolean[rank];
        for (int i = 0; i < rank; i++) {
            int a = i - rank + rank();
            int b = i - rank + that.rank();
            long left = a < 0 ? 1 : size[a];
            long right = b < 0 ? 1 : that.size[b];
            if (left != right && left != 1 && right != 1) {
                throw new ShapeMismatch(use + " of " + exact() + " and " + that.exact());
            }
            sizes[i] = left == 1 ? right : left;
            opens[i] = a >= 0 && open[a] || b >= 0 && that.open[b];
        }
        return new ShapeArray(sizes, opens);
    }

    @Override
    public NDArray add(NDArray other) {
        return broadcast(other, "add");
    }

    @Override
    public NDArray sub(NDArray other) {
        return broadcast(other, "sub");
    }

    @Override
    public NDArray mul(NDArray other) {
        return broadcast(other, "mul");
    }

    @Override
    public NDArray div(NDArray other) {
        return broadcast(other, "div");
    }

    @Override
    public NDArray add(Number n) {
        return this;
    }

    @Override
    public NDArray sub(Number n) {
        return this;
    }

    @Override
    public NDArray mul(Number n) {
        return this;
    }

    @Override
    public NDArray div(Number n) {
        return this;
    }

    @Override
    public NDArray neg() {
        return this;
    }

    @Override
    public NDArray abs() {
        return this;
    }

    @Override
    public NDArray square() {
        return this;
    }

    @Override
    public NDArray sqrt() {
        return this;
    }

    @Override
    public NDArray exp() {
        return this;
    }

    @Override
    public NDArray log() {
        return this;
    }

    @Override
    public NDArray clip(Number min, Number max) {
        return this;
    }

    @Override
    public NDArray softmax(int axis) {
        axis(axis, "softmax");
        return this;
    }

    @Override
    public NDArray sum(int[] axes, boolean keepDims) {
        return reduce(axes, keepDims, "sum");
    }

    @Override
    public NDArray mean(int[] axes, boolean keepDims) {
        return reduce(axes, keepDims, "mean");
    }

    @Override
    public NDArray max(int[] axes, boolean keepDims) {
        return reduce(axes, keepDims, "max");
    }

    /** One axis only: the engine takes no more for mean and max. */
    private NDArray reduce(int[] axes, boolean keepDims, String use) {
        if (axes.length != 1) {
            throw new ShapeMismatch(use + " over " + axes.length + " axes; it takes one");
        }
        int axis = axis(axes[0], use);
        return keepDims ? with(axis, 1, false) : without(axis);
    }

    private ShapeArray without(int axis) {
        long[] sizes = new long[rank() - 1];
        boolean[] opens = new boolean[rank() - 1];
        for (int i = 0, k = 0; i < rank(); i++) {
            if (i != axis) {
                sizes[k] = size[i];
                opens[k++] = open[i];
            }
        }
        return new ShapeArray(sizes, opens);
    }

    @Override
    public NDArray squeeze(int[] axes) {
        if (axes.length != 1 || size(axes[0], "squeeze") != 1) {
            throw new ShapeMismatch("squeeze of axes " + Arrays.toString(axes) + " of " + exact());
        }
        return without(axis(axes[0], "squeeze"));
    }

    @Override
    public NDArray expandDims(int axis) {
        int at = axis < 0 ? axis + rank() + 1 : axis;
        if (at < 0 || at > rank()) {
            throw new ShapeMismatch("expandDims at " + axis + " of " + exact());
        }
        long[] sizes = new long[rank() + 1];
        boolean[] opens = new boolean[rank() + 1];
        for (int i = 0, k = 0; i <= rank(); i++) {
            sizes[i] = i == at ? 1 : size[k];
            opens[i] = i != at && open[k];
            k += i == at ? 0 : 1;
        }
        return new ShapeArray(sizes, opens);
    }

    @Override
    public NDArray transpose(int... axes) {
        if (axes.length != rank()
                || Arrays.stream(axes).map(a -> axis(a, "transpose")).distinct().count() != rank()) {
            throw new ShapeMismatch("transpose by " + Arrays.toString(axes) + " of " + exact());
        }
        long[] sizes = new long[rank()];
        boolean[] opens = new boolean[rank()];
        for (int i = 0; i < rank(); i++) {
            sizes[i] = size[axis(axes[i], "transpose")];
            opens[i] = open[axis(axes[i], "transpose")];
        }
        return new ShapeArray(sizes, opens);
    }

    @Override
    public NDArray reshape(Shape asked) {
        long[] sizes = asked.getShape().clone();
        boolean[] opens = new boolean[sizes.length];
        int unknown = -1;
        long known = 1;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == -1 && unknown >= 0) {
                throw new ShapeMismatch("reshape to " + asked + ", which leaves more than one axis open");
            }
            unknown = sizes[i] == -1 ? i : unknown;
            known *= sizes[i] == -1 ? 1 : sizes[i];
        }
        long total = exact().size();
        if (known == 0 || total % known != 0 || unknown < 0 && known != total) {
            throw new ShapeMismatch("reshape of " + exact() + " to " + asked);
        }
        if (unknown >= 0) {
            sizes[unknown] = total / known;
            opens[unknown] = true;
        }
        return new ShapeArray(sizes, opens);
    }

    /** The last two axes are multiplied, those before them are broadcast. */
    @Override
    public NDArray matMul(NDArray other) {
        ShapeArray that = of(other);
        if (rank() < 2 || rank() != that.rank() || size[rank() - 1] != that.size[rank() - 2]) {
            throw new ShapeMismatch("matMul of " + exact() + " and " + that.exact());
        }
        int row = rank() - 2;
        ShapeArray left = with(row, 1, false).with(row + 1, 1, false);
        ShapeArray y = left.broadcast(that.with(row, 1, false).with(row + 1, 1, false), "matMul");
        return y.with(row, size[row], open[row]).with(row + 1, that.size[row + 1], that.open[row + 1]);
    }

    @Override
    public String toString() {
        return "shape " + exact();
    }
}
