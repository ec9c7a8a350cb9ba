package io.vertebra.face.yolo;

import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;
import java.util.List;

/**
 * What a separable Tiny YOLOv2 is built from.
 *
 * @param channels behind each of the six convolutions
 * @param inChannels channels of the image
 */
public record TinyYoloSeparableOptions(
        @Doc("Channels behind each of the six convolutions") @Range(min = 1, max = 4096)
        List<Integer> channels,

        @Doc("Channels of the image") @Range(min = 1, max = 4096)
        int inChannels) {
    static final int CONVOLUTIONS = 6;

    public TinyYoloSeparableOptions {
        channels = List.copyOf(channels);
        if (channels.size() != CONVOLUTIONS) {
            throw new IllegalArgumentException("channels names six convolutions, not " + channels.size());
        }
    }
}
