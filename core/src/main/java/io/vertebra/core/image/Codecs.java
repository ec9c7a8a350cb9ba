package io.vertebra.core.image;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;

/** Decoders of the JDK, and for WebP and TIFF those of TwelveMonkeys ImageIO; all are fed from memory. */
final class Codecs {
    /** Other plugins on the class path give other pixels, so the decoders are picked by their maker. */
    private static final String JDK = "com.sun.imageio.plugins.";

    /** How TwelveMonkeys words that a file would unpack to hundreds of times its size, which it refuses to do. */
    private static final String TOO_DENSE = "maximum expansion ratio";

    private Codecs() {}

    static String describe() {
        List.of("jpeg", "png", "bmp").forEach(format -> reader(format).dispose());
        return "JPEG, PNG and BMP by Java, GIF by Vertebra, WebP and TIFF by TwelveMonkeys "
                + TIFFImageReaderSpi.class.getPackage().getImplementationVersion();
    }

    /** The components as they are stored: no colour conversion, no profile. */
    static Raster jpeg(byte[] data, String name) {
        List<String> warnings = new ArrayList<>();
        Raster raster = decode("jpeg", data, name, reader -> {
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            return reader.readRaster(0, null);
        });
        for (String warning : warnings) {
            // The decoder paints over what it cannot read and only warns; bytes too many do no harm.
            if (warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous bytes")) {
                throw Refusal.corrupt(name, warning, null);
            }
        }
        return raster;
    }

    static BufferedImage png(byte[] data, String name) {
        return decode("png", data, name, reader -> reader.read(0));
    }

    static BufferedImage bmp(byte[] data, String name) {
        return decode("bmp", data, name, reader -> reader.read(0));
    }

    /** Made by its own class, so that it is the same one whatever else is registered with ImageIO. */
    static BufferedImage webp(byte[] data, String name) {
        return decode(new WebPImageReaderSpi(), data, name);
    }

    /** As with {@link #webp}; the samples have the colours that the file names, but inks stay inks. */
    static BufferedImage tiff(byte[] data, String name) {
        return decode(new TIFFImageReaderSpi(), data, name);
    }

    private static BufferedImage decode(ImageReaderSpi maker, byte[] data, String name) {
        try {
            return decode(maker.createReaderInstance(), data, name, reader -> reader.read(0));
        } catch (IOException e) {
            throw Refusal.corrupt(name, String.valueOf(e.getMessage()), e);
        }
    }

    private static <T> T decode(String format, byte[] data, String name, Decoding<T> decoding) {
        return decode(reader(format), data, name, decoding);
    }

    private static <T> T decode(ImageReader reader, byte[] data, String name, Decoding<T> decoding) {
        try (Bytes input = new Bytes(data)) {
            reader.setInput(input, true, true);
            return decoding.run(reader);
        } catch (IOException | RuntimeException e) {
            if (e.getCause() instanceof OutOfMemoryError) {
                // The PNG decoder wraps it.
                throw Refusal.memory(name, e);
            }
            String reason = String.valueOf(e.getMessage());
            throw reason.contains(TOO_DENSE) ? Refusal.tooDense(name, e) : Refusal.corrupt(name, reason, e);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(String format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith(JDK)) {
                return reader;
            }
            reader.dispose();
        }
        throw new VertebraException(
                Problem.of(ErrorCode.INTERNAL, "the Java runtime must have its decoder for " + format)
                        .received("a runtime without it")
                        .fix("use a Java runtime with the whole module java.desktop"));
    }

    @FunctionalInterface
    private interface Decoding<T> {
        T run(ImageReader reader) throws IOException;
    }
}
