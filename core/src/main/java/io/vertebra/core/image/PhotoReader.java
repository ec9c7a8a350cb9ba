package io.vertebra.core.image;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.geometry.ImageSize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads JPEG, PNG, GIF, BMP, WebP and TIFF, told apart by their content; of several frames or pages the first. Gives what
 * Pillow's {@code exif_transpose} and {@code convert('RGB')} give: the EXIF orientation is applied, alpha is dropped without
 * blending, colour profiles are ignored, grey becomes three equal channels, and of 16 bits the upper 8 stay (also for grey,
 * where Pillow clips). Colours of lossy WebP differ by a few levels from those of libwebp, which smooths them between pixels.
 *
 * <p>The size is checked before pixels are allocated. Whatever cannot be read raises an {@link InputException} that names the
 * image. Safe to share between threads.
 */
public final class PhotoReader {
    /** The limit without another word: 100 megapixels. */
    public static final long MAX_PIXELS = 100_000_000;

    /** Three bytes a pixel have to fit into an array. */
    private static final long MOST_PIXELS = Integer.MAX_VALUE / 4;
    /** For the file itself. No photo comes near; it keeps a wrong file from filling the heap. */
    private static final int MAX_BYTES = 512 << 20;

    private final long maxPixels;

    /** With the usual limit. */
    public PhotoReader() {
        this(MAX_PIXELS);
    }

    /**
     * With another limit.
     *
     * @param maxPixels width times height of the largest image that is read, from 1 to 536 million
     * @throws UsageException when it is outside that range
     */
    public PhotoReader(long maxPixels) {
        if (maxPixels < 1 || maxPixels > MOST_PIXELS) {
            throw new UsageException(Problem.of(
                            ErrorCode.USAGE,
                            "the limit of a PhotoReader must lie between 1 and " + MOST_PIXELS + " pixels")
                    .received(maxPixels)
                    .fix("use " + MAX_PIXELS + ", the default"));
        }
        this.maxPixels = maxPixels;
    }

    /**
     * Who decodes which format, for people.
     *
     * @throws VertebraException when the Java runtime lacks a decoder
     */
    public static String describe() {
        return Codecs.describe();
    }

    /** Reads a file; its path as given becomes the name. */
    public Photo read(Path file) {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw Refusal.folder(name);
        }
        try (InputStream input = Files.newInputStream(file)) {
            return read(load(input, name), name);
        } catch (NoSuchFileException e) {
            throw Refusal.missing(name);
        } catch (IOException e) {
            throw Refusal.unreadable(name, e);
        }
    }

    /** Reads to the end of the stream and leaves closing it to the caller. */
    public Photo read(InputStream input, String name) {
        try {
            return read(load(input, name), name);
        } catch (IOException e) {
            throw Refusal.unreadable(name, e);
        }
    }

    /** Reads the content of a file. */
    public Photo read(byte[] data, String name) {
        if (data.length == 0) {
            throw Refusal.empty(name);
        }
        try {
            return decode(data, name);
        } catch (OutOfMemoryError e) {
            // It is this image's arrays that found no room; the next image may be smaller.
            throw Refusal.memory(name, e);
        }
    }

    private Photo decode(byte[] data, String name) {
        Format format = Format.of(data);
        if (format == null) {
            throw Refusal.format(name, Signature.describe(data));
        }
        return switch (format) {
            case JPEG -> {
                JpegHeader header = JpegHeader.parse(data, name, maxPixels);
                byte[] rgb = Rgb.of(Codecs.jpeg(data, name), header.colours());
                yield upright(name, rgb, header.size(), header.exif());
            }
            case PNG -> {
                PngHeader header = PngHeader.parse(data, name, maxPixels);
                yield upright(name, Rgb.of(Codecs.png(data, name)), header.size(), header.exif());
            }
            case GIF -> {
                GifPicture picture = GifPicture.decode(data, name, maxPixels);
                yield new Photo(name, picture.size(), picture.rgb());
            }
            case BMP -> {
                BmpHeader header = BmpHeader.parse(data, name, maxPixels);
                yield new Photo(name, header.size(), Rgb.of(Codecs.bmp(header.withoutProfile(data), name)));
            }
            case WEBP -> {
                WebpPicture picture = WebpPicture.parse(data, name, maxPixels);
                byte[] rgb = picture.onCanvas(Rgb.of(Codecs.webp(picture.bitstream(), name)));
                yield upright(name, rgb, picture.size(), picture.exif());
            }
            case TIFF -> {
                TiffHeader header = TiffHeader.parse(data, name, maxPixels);
                byte[] rgb = header.rgb(Codecs.tiff(data, name));
                yield upright(name, rgb, header.size(), header.orientation());
            }
        };
    }

    /** Copies an image that is decoded already, by the same rules; images in other colour spaces than RGB and grey become sRGB. */
    public Photo read(BufferedImage image, String name) {
        ImageSize size = new ImageSize(image.getWidth(), image.getHeight());
        if ((long) size.width() * size.height() > maxPixels) {
            throw Refusal.tooManyPixels(name, size.width(), size.height(), maxPixels);
        }
        return new Photo(name, size, Rgb.of(image));
    }

    private static Photo upright(String name, byte[] rgb, ImageSize stored, byte @Nullable [] exif) {
        return upright(name, rgb, stored, exif == null ? Orientation.UPRIGHT : Orientation.of(exif));
    }

    private static Photo upright(String name, byte[] rgb, ImageSize stored, Orientation orientation) {
        return new Photo(name, orientation.apply(stored), orientation.apply(rgb, stored));
    }

    /** The start decides first, so that a file of another kind is not loaded whole. */
    private static byte[] load(InputStream input, String name) throws IOException {
        byte[] start = input.readNBytes(Signature.LENGTH);
        if (start.length > 0 && Format.of(start) == null) {
            throw Refusal.format(name, Signature.describe(start));
        }
        byte[] rest = input.readNBytes(MAX_BYTES);
        if (rest.length == MAX_BYTES) {
            throw Refusal.tooManyBytes(name, MAX_BYTES);
        }
        byte[] data = new byte[start.length + rest.length];
        System.arraycopy(start, 0, data, 0, start.length);
        System.arraycopy(rest, 0, data, start.length, rest.length);
        return data;
    }
}
