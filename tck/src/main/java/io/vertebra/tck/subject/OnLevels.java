package io.vertebra.tck.subject;

import io.vertebra.api.error.WiringException;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputRule;
import io.vertebra.api.geometry.ImageSize;
import java.util.List;

/** A part that stands on levels of another part, which is not there. */
public interface OnLevels extends Block {
    /** The levels that arrive; their sizes are the image's divided by the strides, rounded up, where they state none. */
    FeatureSpec in();

    /** Whether the part takes the levels that an image of this size has. Any but the coded refusal is a fault for rules to find. */
    default boolean takes(ImageSize size) {
        try {
            outputs(size);
            return true;
        } catch (WiringException e) {
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    /** Those that the part takes; all when it takes none, so that rules find that. */
    @Override
    default List<ImageSize> sizes() {
        List<ImageSize> taken = Sizes.taken(this);
        return taken.isEmpty() ? Sizes.of(InputRule.atLeast(in().last().stride())) : taken;
    }
}
