package io.vertebra.core.weights;

import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * How one parameter gets its values: the tensors that it takes, with the shapes that they must have, and what is done with them.
 *
 * @param pieces in order; none for a constant
 */
record Fill(KeyMap.Source source, List<Long> shape, List<Piece> pieces) {
    /**
     * A tensor that is taken.
     *
     * @param theirs its key, relative to the part
     * @param shape that it must have
     */
    record Piece(String theirs, List<Long> shape) {}

    /** The keys that a source takes, relative to the part. */
    static List<String> keys(KeyMap.Source source) {
        if (source instanceof KeyMap.Tensor tensor) {
            return List.of(tensor.theirs());
        }
        if (source instanceof KeyMap.Reshaped reshaped) {
            return List.of(reshaped.theirs());
        }
        if (source instanceof KeyMap.Slice slice) {
            return List.of(slice.theirs());
        }
        return source instanceof KeyMap.Joined joined
                ? joined.pieces().stream().map(KeyMap.Piece::theirs).toList()
                : List.of();
    }

    /**
     * The plan for a parameter.
     *
     * @throws IllegalArgumentException when the source cannot make this shape, with the reason
     */
    static Fill of(Parameter parameter, KeyMap.Source source) {
        List<Long> ours = Arrays.stream(parameter.shape().getShape()).boxed().toList();
        return new Fill(source, ours, pieces(source, ours));
    }

    private static List<Piece> pieces(KeyMap.Source source, List<Long> ours) {
        if (source instanceof KeyMap.Tensor tensor) {
            List<Integer> axes = tensor.transform().axes();
            require(axes.isEmpty() || axes.size() == ours.size(), "move as many axes as there are", axes);
            return List.of(new Piece(tensor.theirs(), Permutation.sourceShape(ours, axes)));
        }
        if (source instanceof KeyMap.Reshaped reshaped) {
            require(elements(reshaped.shape()) == elements(ours), "keep the number of values", reshaped.shape());
            return List.of(new Piece(reshaped.theirs(), reshaped.shape()));
        }
        if (source instanceof KeyMap.Slice slice) {
            requireAxis(slice.axis(), ours);
            long end = slice.begin() + ours.get(slice.axis());
            require(slice.begin() >= 0 && end <= slice.size(), "stay inside the axis", slice);
            return List.of(new Piece(slice.theirs(), with(ours, slice.axis(), slice.size())));
        }
        if (source instanceof KeyMap.Joined joined) {
            requireAxis(joined.axis(), ours);
            long sum = joined.pieces().stream().mapToLong(KeyMap.Piece::size).sum();
            require(sum == ours.get(joined.axis()), "fill the axis", joined);
            List<Piece> pieces = new ArrayList<>();
            joined.pieces()
                    .forEach(piece -> pieces.add(new Piece(piece.theirs(), with(ours, joined.axis(), piece.size()))));
            return pieces;
        }
        return List.of();
    }

    private static void requireAxis(int axis, List<Long> ours) {
        require(axis >= 0 && axis < ours.size(), "name an axis that there is", axis);
    }

    private static void require(boolean kept, String rule, Object received) {
        if (!kept) {
            throw new IllegalArgumentException(rule + ": " + received);
        }
    }

    private static long elements(List<Long> shape) {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    private static List<Long> with(List<Long> shape, int axis, long size) {
        List<Long> other = new ArrayList<>(shape);
        other.set(axis, size);
        return List.copyOf(other);
    }

    /** The values in our order; the array is the caller's. */
    float[] values(Function<Piece, float[]> read) {
        if (source instanceof KeyMap.Tensor tensor) {
            return Permutation.apply(
                    read.apply(pieces.get(0)), shape, tensor.transform().axes());
        }
        if (source instanceof KeyMap.Reshaped) {
            return read.apply(pieces.get(0));
        }
        float[] values = new float[Math.toIntExact(elements(shape))];
        if (source instanceof KeyMap.Constant constant) {
            Arrays.fill(values, constant.value());
        } else if (source instanceof KeyMap.Slice slice) {
            Block theirs = new Block(pieces.get(0).shape, slice.axis());
            Block ours = new Block(shape, slice.axis());
            copy(read.apply(pieces.get(0)), theirs, slice.begin(), values, ours, 0, ours.size);
        } else if (source instanceof KeyMap.Joined joined) {
            Block ours = new Block(shape, joined.axis());
            long at = 0;
            for (Piece piece : pieces) {
                Block theirs = new Block(piece.shape, joined.axis());
                copy(read.apply(piece), theirs, 0, values, ours, at, theirs.size);
                at += theirs.size;
            }
        }
        return values;
    }

    /** An array seen as outer x size x inner, where size is that of one axis. */
    private static final class Block {
        private final int outer;
        private final int size;
        private final int inner;

        Block(List<Long> shape, int axis) {
            outer = Math.toIntExact(elements(shape.subList(0, axis)));
            size = Math.toIntExact(shape.get(axis));
            inner = Math.toIntExact(elements(shape.subList(axis + 1, shape.size())));
        }
    }

    private static void copy(float[] from, Block theirs, long begin, float[] to, Block ours, long at, int count) {
        for (int outer = 0; outer < ours.outer; outer++) {
            int source = (outer * theirs.size + (int) begin) * theirs.inner;
            int target = (outer * ours.size + (int) at) * ours.inner;
            System.arraycopy(from, source, to, target, count * ours.inner);
        }
    }
}
