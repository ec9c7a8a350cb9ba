package io.vertebra.api.feature;

import io.vertebra.api.geometry.ImageSize;
import org.jspecify.annotations.Nullable;

/**
 * One output of a backbone or a neck.
 *
 * @param name the stage: c1..c5 out of backbones, p2..p7 out of pyramids, another name where the level is no pyramid stage
 * @param kind the form of its array
 * @param channels C, at least 1
 * @param stride nominal step in input pixels, at least 1; 1 for tokens and vectors
 * @param size H and W at the model's input size; known once the part before it was run shape-only, null before that
 */
public record FeatureLevel(
        String name,
        FeatureKind kind,
        int channels,
        int stride,
        @Nullable ImageSize size) {
    public FeatureLevel {
        if (channels < 1 || stride < 1) {
            throw new IllegalArgumentException(
                    "level " + name + " with " + channels + " channels and stride " + stride);
        }
    }

    /** A map whose exact size is not known yet. */
    public static FeatureLevel map(String name, int channels, int stride) {
        return new FeatureLevel(name, FeatureKind.MAP, channels, stride, null);
    }

    /** The same level with its exact size. */
    public FeatureLevel sized(@Nullable ImageSize exact) {
        return new FeatureLevel(name, kind, channels, stride, exact);
    }
}
