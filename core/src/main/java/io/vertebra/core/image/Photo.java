package io.vertebra.core.image;

import io.vertebra.api.geometry.ImageSize;

/** A decoded image: 8-bit RGB, upright, without alpha. Immutable. */
public final class Photo {
    private final String name;
    private final ImageSize size;
    private final byte[] rgb;

    /** Takes the array over. */
    Photo(String name, ImageSize size, byte[] rgb) {
        if (rgb.length != 3 * size.width() * size.height()) {
            throw new IllegalArgumentException(rgb.length + " bytes for " + size);
        }
        this.name = name;
        this.size = size;
        this.rgb = rgb;
    }

    /** What messages and results call the image: its path, or what the caller named it. */
    public String name() {
        return name;
    }

    /** After the orientation was applied. */
    public ImageSize size() {
        return size;
    }

    /** A copy of the pixels: row by row from the top, red, green, blue, each 0 to 255. */
    public byte[] rgb() {
        return rgb.clone();
    }

    /** One level a pixel, the luma of ITU-R BT.601 rounded as Pillow's {@code convert('L')} does. */
    public byte[] grey() {
        byte[] grey = new byte[rgb.length / 3];
        for (int i = 0, from = 0; i < grey.length; i++, from += 3) {
            int red = rgb[from] & 0xFF;
            int green = rgb[from + 1] & 0xFF;
            int blue = rgb[from + 2] & 0xFF;
            grey[i] = (byte) (19595 * red + 38470 * green + 7471 * blue + 32768 >> 16);
        }
        return grey;
    }

    /** The pixels themselves, for readers that do not write. */
    byte[] pixels() {
        return rgb;
    }
}
