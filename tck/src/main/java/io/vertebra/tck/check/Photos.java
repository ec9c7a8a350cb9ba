package io.vertebra.tck.check;

import io.vertebra.core.image.Photo;
import io.vertebra.core.image.PhotoReader;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Made-up pictures of the kinds that people have, read as files are read. */
final class Photos {
    private Photos() {}

    /** Tiny, odd, grey, transparent, 16 bits deep. */
    static List<Photo> all() {
        return List.of(
                photo("1x1", new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)),
                photo("odd", painted(new BufferedImage(31, 17, BufferedImage.TYPE_3BYTE_BGR))),
                photo("grey", painted(new BufferedImage(40, 24, BufferedImage.TYPE_BYTE_GRAY))),
                photo("transparent", painted(new BufferedImage(24, 40, BufferedImage.TYPE_INT_ARGB))),
                photo("16-bit grey", painted(new BufferedImage(33, 20, BufferedImage.TYPE_USHORT_GRAY))),
                photo("16-bit colour", deep(19, 23)));
    }

    /** One of ordinary kind. */
    static BufferedImage ordinary(int width, int height) {
        return painted(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR));
    }

    private static BufferedImage painted(BufferedImage image) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int red = 255 * x / image.getWidth();
                int green = 255 * y / image.getHeight();
                int blue = (x ^ y) * 8 & 0xFF;
                image.setRGB(x, y, (255 - green) << 24 | red << 16 | green << 8 | blue);
            }
        }
        return image;
    }

    private static BufferedImage deep(int width, int height) {
        var rgb = java.awt.color.ColorSpace.getInstance(java.awt.color.ColorSpace.CS_sRGB);
        var model = new ComponentColorModel(rgb, false, false, ComponentColorModel.OPAQUE, DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(width, height);
        for (int i = 0; i < width * height; i++) {
            raster.setPixel(i % width, i / width, new int[] {i * 97 & 0xFFFF, i * 31 & 0xFFFF, 65_535 - i});
        }
        return new BufferedImage(model, raster, false, null);
    }

    private static Photo photo(String name, BufferedImage image) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PhotoReader().read(png.toByteArray(), name);
    }
}
