package io.vertebra.core.image;

import io.vertebra.core.image.JpegHeader.Colours;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Stored samples to 8-bit RGB, with the numbers that Pillow gives: profiles are ignored, alpha is dropped. */
final class Rgb {
    private Rgb() {}

    static byte[] of(Raster raster, Colours colours) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        byte[] rgb = new byte[3 * width * raster.getHeight()];
        byte[] row = new byte[bands * width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getDataElements(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            int to = 3 * y * width;
            switch (colours) {
                case GREY -> take(row, 1, rgb, to);
                case RGB -> take(row, 3, rgb, to);
                case YCC -> ycc(row, 3, rgb, to);
                case CMYK -> cmyk(row, rgb, to);
                case YCCK -> {
                    ycc(row, 4, row, 0);
                    invert(row);
                    cmyk(row, rgb, to);
                }
            }
        }
        return rgb;
    }

    static byte[] of(BufferedImage image) {
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel palette) {
            return indexed(image.getRaster(), palette);
        }
        int transfer = image.getRaster().getTransferType();
        boolean plain = transfer == DataBuffer.TYPE_BYTE || transfer == DataBuffer.TYPE_USHORT;
        int space = model.getColorSpace().getType();
        boolean known = space == ColorSpace.TYPE_RGB || space == ColorSpace.TYPE_GRAY;
        if (model instanceof ComponentColorModel && plain && known && !model.isAlphaPremultiplied()) {
            return components(image.getRaster());
        }
        boolean masks = model instanceof DirectColorModel && space == ColorSpace.TYPE_RGB;
        return masks && !model.isAlphaPremultiplied() ? fields(image.getRaster()) : converted(image);
    }

    /** Cyan, magenta, yellow and black, 8 or 16 bits, where 0 is no ink. */
    static byte[] ofInks(Raster raster) {
        int bands = raster.getNumBands();
        byte[] rgb = new byte[3 * raster.getWidth() * raster.getHeight()];
        byte[] inverted = new byte[4 * raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            byte[] row = row(raster, y);
            for (int i = 0; i < inverted.length; i++) {
                inverted[i] = (byte) ~row[i / 4 * bands + i % 4];
            }
            cmyk(inverted, rgb, 3 * y * raster.getWidth());
        }
        return rgb;
    }

    /** Red, green, blue and alpha, 8 or 16 bits, the colours multiplied by alpha: divided again, rounded as Pillow does. */
    static byte[] divided(Raster raster) {
        byte[] rgb = new byte[3 * raster.getWidth() * raster.getHeight()];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            byte[] row = row(raster, y);
            for (int from = 0; from < row.length; from += 4) {
                int alpha = row[from + 3] & 0xFF;
                for (int i = 0; i < 3; i++) {
                    int level = row[from + i] & 0xFF;
                    rgb[to++] = alpha == 0 ? 0 : clip(255 * level / alpha);
                }
            }
        }
        return rgb;
    }

    private static byte[] components(Raster raster) {
        int width = raster.getWidth();
        byte[] rgb = new byte[3 * width * raster.getHeight()];
        for (int y = 0; y < raster.getHeight(); y++) {
            take(row(raster, y), raster.getNumBands(), rgb, 3 * y * width);
        }
        return rgb;
    }

    /** The samples of a row; of 16 bits the upper 8. */
    private static byte[] row(Raster raster, int y) {
        int line = raster.getMinY() + y;
        byte[] row = new byte[raster.getNumBands() * raster.getWidth()];
        if (raster.getTransferType() == DataBuffer.TYPE_BYTE) {
            raster.getDataElements(raster.getMinX(), line, raster.getWidth(), 1, row);
            return row;
        }
        short[] wide = new short[row.length];
        raster.getDataElements(raster.getMinX(), line, raster.getWidth(), 1, wide);
        for (int i = 0; i < wide.length; i++) {
            row[i] = (byte) (wide[i] >> 8);
        }
        return row;
    }

    /** Fields of few bits spread over the whole range, rounded down as Pillow does. */
    private static byte[] fields(Raster raster) {
        int width = raster.getWidth();
        byte[] rgb = new byte[3 * width * raster.getHeight()];
        int[] row = new int[width];
        for (int band = 0; band < 3; band++) {
            // A field without bits is black.
            long highest = Math.max(1, (1L << raster.getSampleModel().getSampleSize(band)) - 1);
            int to = band;
            for (int y = 0; y < raster.getHeight(); y++) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, row);
                for (int value : row) {
                    rgb[to] = (byte) (255 * (value & 0xFFFFFFFFL) / highest);
                    to += 3;
                }
            }
        }
        return rgb;
    }

    private static byte[] indexed(Raster raster, IndexColorModel palette) {
        // As long as an index can be, whatever the palette holds.
        int[] colours = new int[Math.max(1 << palette.getPixelSize(), palette.getMapSize())];
        palette.getRGBs(colours);
        int width = raster.getWidth();
        byte[] rgb = new byte[3 * width * raster.getHeight()];
        int[] row = new int[width];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
            for (int index : row) {
                to = put(colours[index], rgb, to);
            }
        }
        return rgb;
    }

    private static byte[] converted(BufferedImage image) {
        int width = image.getWidth();
        byte[] rgb = new byte[3 * width * image.getHeight()];
        int[] row = new int[width];
        int to = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int colour : row) {
                to = put(colour, rgb, to);
            }
        }
        return rgb;
    }

    private static int put(int colour, byte[] rgb, int to) {
        rgb[to] = (byte) (colour >> 16);
        rgb[to + 1] = (byte) (colour >> 8);
        rgb[to + 2] = (byte) colour;
        return to + 3;
    }

    /** Grey, grey with alpha, RGB, RGB with alpha. */
    private static void take(byte[] row, int bands, byte[] rgb, int to) {
        if (bands == 3) {
            System.arraycopy(row, 0, rgb, to, row.length);
            return;
        }
        int green = bands >= 3 ? 1 : 0;
        int blue = bands >= 3 ? 2 : 0;
        for (int from = 0; from < row.length; from += bands) {
            rgb[to++] = row[from];
            rgb[to++] = row[from + green];
            rgb[to++] = row[from + blue];
        }
    }

    /** JFIF 1.02, in fixed point with 16 bits behind the point; a fourth component is left as it is. */
    private static void ycc(byte[] row, int bands, byte[] target, int to) {
        for (int from = 0; from < row.length; from += bands, to += bands) {
            int y = row[from] & 0xFF;
            int cb = (row[from + 1] & 0xFF) - 128;
            int cr = (row[from + 2] & 0xFF) - 128;
            target[to] = clip(y + (91881 * cr + 32768 >> 16));
            target[to + 1] = clip(y + (-22554 * cb - 46802 * cr + 32768 >> 16));
            target[to + 2] = clip(y + (116130 * cb + 32768 >> 16));
        }
    }

    /** All but the black of each pixel. */
    private static void invert(byte[] row) {
        for (int from = 0; from < row.length; from += 4) {
            row[from] ^= (byte) 0xFF;
            row[from + 1] ^= (byte) 0xFF;
            row[from + 2] ^= (byte) 0xFF;
        }
    }

    /** Multiplicative, without a profile, on inverted values: red = black * cyan / 255 rounded the way Pillow rounds. */
    private static void cmyk(byte[] row, byte[] rgb, int to) {
        for (int from = 0; from < row.length; from += 4) {
            int light = row[from + 3] & 0xFF;
            for (int i = 0; i < 3; i++) {
                int ink = 255 - (row[from + i] & 0xFF);
                int product = ink * light + 128;
                rgb[to++] = clip(light - ((product >> 8) + product >> 8));
            }
        }
    }

    private static byte clip(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
