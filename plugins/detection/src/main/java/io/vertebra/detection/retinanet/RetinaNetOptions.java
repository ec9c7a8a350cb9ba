package io.vertebra.detection.retinanet;

import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;

/**
 * How the head is built and read.
 *
 * @param classes that it tells apart; no background among them
 * @param norm behind the convolutions of the towers
 * @param anchors of which implementation
 * @param scoreThreshold boxes with a higher score are kept
 * @param nmsThreshold of two boxes of a class that overlap more, the better one is kept
 * @param preNms boxes of a level at most that are decoded and suppressed, the best first
 * @param maxDetections boxes of an image at most
 */
public record RetinaNetOptions(
        @Doc("Number of classes") @Range(min = 1, max = 100000)
        int classes,

        @Doc("Norm behind the convolutions of the towers") Norm norm,

        @Doc("Whose anchors the weights were trained with") AnchorForm anchors,

        @Doc("Boxes with a higher score are kept") @Range(min = 0, max = 1)
        float scoreThreshold,

        @Doc("Of two boxes of a class that overlap more, the better one is kept") @Range(min = 0, max = 1)
        float nmsThreshold,

        @Doc("Boxes of a level that are decoded at most, the best first") @Range(min = 1, max = 100000)
        int preNms,

        @Doc("Boxes of an image at most") @Range(min = 1, max = 10000)
        int maxDetections) {

    /** What stands behind the convolutions of the towers. */
    public enum Norm {
        /** Nothing, as in the paper. */
        NONE,
        /** Group norm with 32 groups. */
        GROUP
    }

    /** Whose anchors are laid. Both have three sizes, a third of an octave apart from four strides on, in ratios 1/2, 1 and 2. */
    public enum AnchorForm {
        /** Sizes and edges rounded to whole pixels; cells apart by the image's side divided by the map's, rounded down. */
        TORCHVISION,
        /** Not rounded; cells apart by the level's stride. */
        MMDET
    }
}
