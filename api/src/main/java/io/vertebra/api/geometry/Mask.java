package io.vertebra.api.geometry;

import java.util.BitSet;

/**
 * A set of pixels.
 *
 * @param size of the image that the mask covers
 * @param bits bit {@code y * width + x} is set when the pixel belongs to the mask
 */
public record Mask(ImageSize size, BitSet bits) {
    public Mask {
        bits = (BitSet) bits.clone();
        if (bits.length() > size.width() * size.height()) {
            throw new IllegalArgumentException("a mask bit outside " + size);
        }
    }

    @Override
    public BitSet bits() {
        return (BitSet) bits.clone();
    }

    /** Whether the pixel belongs to the mask. */
    public boolean contains(int x, int y) {
        return bits.get(y * size.width() + x);
    }
}
