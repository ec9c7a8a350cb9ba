package io.vertebra.core.weights;

import java.util.List;

/** Moves the axes of row-major arrays. */
final class Permutation {
    private Permutation() {}

    /**
     * The shape that a source must have.
     *
     * @param ours the shape after the permutation
     * @param axes axis i of ours is axis {@code axes[i]} of theirs, as many as ours has; empty for no change
     */
    static List<Long> sourceShape(List<Long> ours, List<Integer> axes) {
        if (axes.isEmpty()) {
            return ours;
        }
        Long[] theirs = new Long[axes.size()];
        for (int i = 0; i < theirs.length; i++) {
            theirs[axes.get(i)] = ours.get(i);
        }
        return List.of(theirs);
    }

    /**
     * The same values in our order.
     *
     * @param theirs values in their order; the result is this array when nothing changes
     * @param ours the shape after the permutation
     */
    static float[] apply(float[] theirs, List<Long> ours, List<Integer> axes) {
        if (axes.isEmpty()) {
            return theirs;
        }
        int rank = axes.size();
        int[] sizes = ours.stream().mapToInt(Math::toIntExact).toArray();
        int[] strides = strides(sourceShape(ours, axes), axes);
        int[] index = new int[rank];
        float[] result = new float[theirs.length];
        for (int i = 0, from = 0; i < result.length; i++) {
            result[i] = theirs[from];
            for (int axis = rank - 1; axis >= 0; axis--) {
                from += strides[axis];
                if (++index[axis] < sizes[axis]) {
                    break;
                }
                from -= strides[axis] * sizes[axis];
                index[axis] = 0;
            }
        }
        return result;
    }

    /** For each axis of ours, the distance of neighbours in theirs. */
    private static int[] strides(List<Long> theirShape, List<Integer> axes) {
        int[] theirs = new int[theirShape.size()];
        int stride = 1;
        for (int axis = theirs.length - 1; axis >= 0; axis--) {
            theirs[axis] = stride;
            stride *= Math.toIntExact(theirShape.get(axis));
        }
        return axes.stream().mapToInt(axis -> theirs[axis]).toArray();
    }
}
