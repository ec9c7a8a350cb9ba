package io.vertebra.api.nn;

/**
 * How regions are pooled: {@code RegionPooling.of(7, 7, 1 / 16f).samples(2)}. Immutable.
 *
 * @param height of the result
 * @param width of the result
 * @param scale pixels of the map per pixel of the boxes: 1 / stride
 * @param samples points per bin and axis, or 0 for as many as pixels fall into the bin, rounded up
 * @param aligned whether boxes are moved by half a pixel, so that pixel centres are at half pixels
 */
public record RegionPooling(int height, int width, float scale, int samples, boolean aligned) {
    public RegionPooling {
        if (height < 1 || width < 1 || samples < 0 || !(scale > 0)) {
            throw new IllegalArgumentException(
                    "no pooling to " + height + "x" + width + " with " + samples + " samples at scale " + scale);
        }
    }

    /** As many samples as pixels, not aligned: torchvision's defaults. */
    public static RegionPooling of(int height, int width, float scale) {
        return new RegionPooling(height, width, scale, 0, false);
    }

    /** With so many points per bin and axis. */
    public RegionPooling samples(int count) {
        return new RegionPooling(height, width, scale, count, aligned);
    }

    /** Boxes moved by half a pixel. */
    public RegionPooling alignedBoxes() {
        return new RegionPooling(height, width, scale, samples, true);
    }
}
