package io.vertebra.api.feature;

import io.vertebra.api.geometry.ImageSize;
import org.jspecify.annotations.Nullable;

/**
 * The sizes that a network accepts, on each side alone.
 *
 * @param minimum smallest side in pixels
 * @param multipleOf sides are {@code remainder} more than a multiple of this; 1 for any
 * @param remainder in [0, multipleOf)
 * @param fixed the only size, or null
 */
public record InputRule(
        int minimum,
        int multipleOf,
        int remainder,
        @Nullable ImageSize fixed) {
    public InputRule {
        if (minimum < 1 || multipleOf < 1 || remainder < 0 || remainder >= multipleOf) {
            throw new IllegalArgumentException(
                    "no rule: minimum " + minimum + ", multiple of " + multipleOf + ", remainder " + remainder);
        }
    }

    /** Any size from this side on. */
    public static InputRule atLeast(int minimum) {
        return new InputRule(minimum, 1, 0, null);
    }

    /** This size only. */
    public static InputRule exactly(ImageSize size) {
        return new InputRule(1, 1, 0, size);
    }

    /** Whether the network takes an image of this size. */
    public boolean accepts(ImageSize size) {
        return fixed != null ? fixed.equals(size) : accepts(size.width()) && accepts(size.height());
    }

    private boolean accepts(int side) {
        return side >= minimum && side % multipleOf == remainder;
    }

    /** The accepted size that is nearest, side by side; a tie goes to the larger one. */
    public ImageSize nearest(ImageSize size) {
        return fixed != null ? fixed : new ImageSize(nearest(size.width()), nearest(size.height()));
    }

    private int nearest(int side) {
        int lowest = minimum + Math.floorMod(remainder - minimum, multipleOf);
        int steps = Math.floorDiv(side - lowest + multipleOf / 2, multipleOf);
        return lowest + Math.max(0, steps) * multipleOf;
    }

    /** The rule in words. */
    public String describe() {
        if (fixed != null) {
            return "exactly " + fixed;
        }
        String text = "each side at least " + minimum;
        if (multipleOf == 1) {
            return text;
        }
        return text + " and " + (remainder == 0 ? "" : remainder + " more than ") + "a multiple of " + multipleOf;
    }
}
