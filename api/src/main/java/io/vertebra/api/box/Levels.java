package io.vertebra.api.box;

import io.vertebra.api.geometry.ImageSize;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What the generators of anchors share: one array for all levels. */
final class Levels {
    private Levels() {}

    static void requireSame(int levels, List<ImageSize> maps) {
        if (levels != maps.size()) {
            throw new IllegalArgumentException(
                    "anchors of " + levels + " levels do not go with " + maps.size() + " maps");
        }
    }

    static float[] join(List<ImageSize> maps, IntFunction<float[]> anchors) {
        List<float[]> parts = IntStream.range(0, maps.size()).mapToObj(anchors).toList();
        float[] joined = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }
}
