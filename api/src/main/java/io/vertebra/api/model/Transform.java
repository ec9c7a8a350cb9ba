package io.vertebra.api.model;

import java.util.List;

/**
 * How a checkpoint's tensor becomes ours: axes are permuted.
 *
 * @param axes our axis i is the checkpoint's axis {@code axes[i]}; empty for no change
 */
public record Transform(List<Integer> axes) {
    /** No change. */
    public static final Transform SAME = new Transform(List.of());
    /** TensorFlow's (kernel H, kernel W, in, out) to (out, in, kernel H, kernel W). */
    public static final Transform HWIO_TO_OIHW = new Transform(List.of(3, 2, 0, 1));
    /** TensorFlow's depthwise (kernel H, kernel W, channels, 1) to (channels, 1, kernel H, kernel W). */
    public static final Transform HWCM_TO_CMHW = new Transform(List.of(2, 3, 0, 1));

    public Transform {
        axes = List.copyOf(axes);
        for (int i = 0; i < axes.size(); i++) {
            if (!axes.contains(i)) {
                throw new IllegalArgumentException("no permutation: " + axes);
            }
        }
    }
}
