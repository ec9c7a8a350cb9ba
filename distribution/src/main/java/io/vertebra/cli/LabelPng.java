package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.result.Segmentation;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Segmentations as PNG: the value of a pixel is the index of its class. With up to 255 classes 8 bits and the palette of PASCAL
 * VOC, with more 16 bits of grey. A pixel without a class has the largest value, as VOC marks what is not judged.
 */
final class LabelPng {
    /** The last value means that there is no class, so that the palette holds one class less than it has colours. */
    private static final int PALETTE = 256;

    private static final int GREYS = 1 << 16;

    private final int classes;

    LabelPng(int classes) {
        this.classes = classes;
    }

    byte[] of(Segmentation segmentation) {
        int width = segmentation.image().width();
        int height = segmentation.image().height();
        int[] labels = segmentation.labels();
        boolean indexed = classes < PALETTE;
        int limit = indexed ? PALETTE : GREYS;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == Segmentation.NONE) {
                labels[i] = limit - 1;
            } else if (labels[i] < 0 || labels[i] >= limit) {
                throw failed("a segmentation must name classes of the model only", labels[i] + " of " + classes, null);
            }
        }
        BufferedImage picture = indexed
                ? new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette())
                : new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY);
        WritableRaster raster = picture.getRaster();
        raster.setPixels(0, 0, width, height, labels);
        return png(picture);
    }

    /** The bits of an index by threes, from the highest bit of red, green and blue down. */
    private static IndexColorModel palette() {
        byte[][] colours = new byte[3][PALETTE];
        for (int index = 0; index < PALETTE; index++) {
            for (int bit = 0; bit < 8; bit++) {
                int place = 7 - bit / 3;
                colours[bit % 3][index] |= (byte) ((index >> bit & 1) << place);
            }
        }
        return new IndexColorModel(8, PALETTE, colours[0], colours[1], colours[2]);
    }

    private static byte[] png(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(picture, "png", output)) {
                throw new IOException("no encoder");
            }
        } catch (IOException e) {
            throw failed("the Java runtime must be able to write PNG", String.valueOf(e.getMessage()), e);
        }
        return bytes.toByteArray();
    }

    private static VertebraException failed(String message, String received, @Nullable IOException cause) {
        Problem problem = Problem.of(ErrorCode.INTERNAL, message)
                .received(received)
                .fix("set VERTEBRA_DEBUG=1 to see the trace, and report it");
        return new VertebraException(List.of(problem), cause);
    }
}
