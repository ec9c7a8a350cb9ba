package io.vertebra.core.image;

import io.vertebra.api.geometry.ImageSize;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

/** Finds places for captions at the edges of their boxes, where they cover as little as can be of those before. */
final class CaptionPlaces {
    private final ImageSize picture;
    private final List<Rectangle> taken = new ArrayList<>();

    CaptionPlaces(ImageSize picture) {
        this.picture = picture;
    }

    /** Keeps captions off this area. */
    void take(Rectangle area) {
        taken.add(area);
    }

    /**
     * Above the box, in its upper edge, below it, or in its lower edge: the first of these that covers nothing, or else the one
     * that covers least. Always inside the picture, which must be large enough for it.
     */
    Rectangle place(Rectangle box, int width, int height) {
        int bottom = box.y + box.height;
        int[] tops = {box.y - height, box.y, bottom, bottom - height};
        int[] lefts = {box.x, box.x + box.width - width};
        Rectangle best = null;
        long least = Long.MAX_VALUE;
        for (int left : lefts) {
            for (int top : tops) {
                boolean inside = top >= 0 && top + height <= picture.height();
                int x = Math.max(0, Math.min(left, picture.width() - width));
                int y = Math.max(0, Math.min(top, picture.height() - height));
                Rectangle place = new Rectangle(x, y, width, height);
                long covered = inside ? covered(place) : Long.MAX_VALUE - 1;
                if (covered < least) {
                    best = place;
                    least = covered;
                }
            }
        }
        taken.add(best);
        return best;
    }

    private long covered(Rectangle place) {
        long pixels = 0;
        for (Rectangle other : taken) {
            Rectangle common = place.intersection(other);
            pixels += common.isEmpty() ? 0 : (long) common.width * common.height;
        }
        return pixels;
    }
}
