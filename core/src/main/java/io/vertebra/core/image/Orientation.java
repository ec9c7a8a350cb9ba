package io.vertebra.core.image;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import io.vertebra.api.geometry.ImageSize;

/**
 * How the stored rows lie in the upright image: EXIF 2.32, table 6, tag 0x0112.
 *
 * @param tag 1 to 8
 */
record Orientation(int tag) {
    static final Orientation UPRIGHT = new Orientation(1);

    /** Read from an EXIF block, which starts with its TIFF header. A block that is damaged or silent means upright, as for Pillow. */
    static Orientation of(byte[] exif) {
        Metadata metadata = new Metadata();
        new ExifReader().extract(new ByteArrayReader(exif), metadata);
        for (ExifIFD0Directory directory : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
            Integer tag = directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            if (tag != null && tag >= 1 && tag <= 8) {
                return new Orientation(tag);
            }
        }
        return UPRIGHT;
    }

    /** The size of the upright image. */
    ImageSize apply(ImageSize stored) {
        return tag >= 5 ? new ImageSize(stored.height(), stored.width()) : stored;
    }

    /** The upright image's pixels, three bytes each. */
    byte[] apply(byte[] rgb, ImageSize stored) {
        if (tag == 1) {
            return rgb;
        }
        int w = stored.width();
        int last = w * stored.height() - 1;
        // Stored pixel of the upright corner, and the steps in the stored image for one step right and one step down.
        return switch (tag) {
            case 2 -> walk(rgb, stored, w - 1, -1, w);
            case 3 -> walk(rgb, stored, last, -1, -w);
            case 4 -> walk(rgb, stored, last - w + 1, 1, -w);
            case 5 -> walk(rgb, stored, 0, w, 1);
            case 6 -> walk(rgb, stored, last - w + 1, -w, 1);
            case 7 -> walk(rgb, stored, last, -w, -1);
            default -> walk(rgb, stored, w - 1, w, -1);
        };
    }

    private byte[] walk(byte[] rgb, ImageSize stored, int corner, int right, int down) {
        ImageSize size = apply(stored);
        byte[] upright = new byte[rgb.length];
        int to = 0;
        for (int y = 0; y < size.height(); y++) {
            int from = 3 * (corner + y * down);
            for (int x = 0; x < size.width(); x++) {
                upright[to++] = rgb[from];
                upright[to++] = rgb[from + 1];
                upright[to++] = rgb[from + 2];
                from += 3 * right;
            }
        }
        return upright;
    }
}
