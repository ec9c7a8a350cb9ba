package io.vertebra.face.ssd;

import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;
import java.util.List;

/**
 * What the extra levels are built from.
 *
 * @param channels of each extra level, the finest first; half as many inside
 */
public record SsdExtraLevelsOptions(
        @Doc("Channels of each extra level, the finest first") @Range(min = 2, max = 4096)
        List<Integer> channels) {
    public SsdExtraLevelsOptions {
        channels = List.copyOf(channels);
        if (channels.isEmpty() || channels.size() > 8) {
            throw new IllegalArgumentException("channels names one to eight extra levels, not " + channels.size());
        }
    }
}
