package io.vertebra.api.box;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.Mask;
import java.util.BitSet;
import java.util.Optional;

/**
 * The outermost pixels of a mask. As torchvision's {@code masks_to_boxes} counts, these are indices of pixels that belong to the
 * mask; the edges of the box around them are {@link #box()}.
 *
 * @param left smallest x
 * @param top smallest y
 * @param right greatest x
 * @param bottom greatest y
 */
public record MaskBounds(int left, int top, int right, int bottom) {
    /** Nothing for a mask without pixels, where the reference fails. */
    public static Optional<MaskBounds> of(Mask mask) {
        BitSet bits = mask.bits();
        if (bits.isEmpty()) {
            return Optional.empty();
        }
        int width = mask.size().width();
        int left = width;
        int right = 0;
        for (int bit = bits.nextSetBit(0); bit >= 0; bit = bits.nextSetBit(bit + 1)) {
            left = Math.min(left, bit % width);
            right = Math.max(right, bit % width);
        }
        return Optional.of(new MaskBounds(left, bits.nextSetBit(0) / width, right, (bits.length() - 1) / width));
    }

    /** From the outer edge of the first to that of the last pixel: one pixel alone has width and height 1. */
    public Box box() {
        return new Box(left, top, right + 1f, bottom + 1f);
    }
}
