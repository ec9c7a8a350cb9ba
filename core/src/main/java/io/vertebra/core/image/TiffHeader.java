package io.vertebra.core.image;

import io.vertebra.api.geometry.ImageSize;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What the first directory of a TIFF says (revision 6.0), as far as decoding depends on it. Whatever could make the decoder
 * reserve memory without limit, or could mean another picture than the one that it gives, is refused here.
 *
 * @param size as stored
 * @param orientation of the stored rows
 * @param inks whether the samples are cyan, magenta, yellow and black
 * @param premultiplied whether the colours were multiplied by the alpha behind them
 */
record TiffHeader(ImageSize size, Orientation orientation, boolean inks, boolean premultiplied) {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int MEANING = 262;
    private static final int STRIP_STARTS = 273;
    private static final int ORIENTATION = 274;
    private static final int SAMPLES = 277;
    private static final int STRIP_LENGTHS = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_STARTS = 324;
    private static final int TILE_LENGTHS = 325;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;

    private static final Set<Integer> TAGS = Set.of(
            WIDTH,
            HEIGHT,
            BITS,
            COMPRESSION,
            MEANING,
            STRIP_STARTS,
            ORIENTATION,
            SAMPLES,
            STRIP_LENGTHS,
            TILE_WIDTH,
            TILE_HEIGHT,
            TILE_STARTS,
            TILE_LENGTHS,
            EXTRA_SAMPLES,
            SAMPLE_FORMAT);

    private static final int PALETTE = 3;
    private static final int INKS = 5;
    private static final int JPEG = 7;
    /** None, LZW, JPEG, deflate, PackBits, deflate by its former number. */
    private static final Set<Long> COMPRESSIONS = Set.of(1L, 5L, 7L, 8L, 32773L, 32946L);
    /** CCITT, for one bit a pixel. */
    private static final Set<Long> FAX = Set.of(2L, 3L, 4L);

    private static final int MOST_SAMPLES = 8;

    static TiffHeader parse(byte[] data, String name, long maxPixels) {
        TiffTags tags = TiffTags.read(data, name, TAGS);
        ImageSize size = size(tags.first(WIDTH, 0), tags.first(HEIGHT, 0), name, maxPixels);
        int samples = (int) Math.min(tags.first(SAMPLES, 1), MOST_SAMPLES + 1);
        int meaning = (int) tags.first(MEANING, -1);
        checkSamples(tags, samples, meaning, name);
        checkCompression(tags, name);
        if (tags.values().containsKey(TILE_WIDTH)) {
            size(tags.first(TILE_WIDTH, 0), tags.first(TILE_HEIGHT, 0), name, Math.max(maxPixels, 1 << 20));
        }
        checkPieces(data, tags, name, maxPixels);
        long orientation = tags.first(ORIENTATION, 1);
        boolean upright = orientation < 1 || orientation > 8;
        return new TiffHeader(
                size,
                upright ? Orientation.UPRIGHT : new Orientation((int) orientation),
                meaning == INKS,
                tags.first(EXTRA_SAMPLES, 0) == 1 && samples == 4 && meaning == 2);
    }

    /** The samples that the decoder gave as 8-bit RGB in the stored order of rows. */
    byte[] rgb(BufferedImage image) {
        if (inks) {
            return Rgb.ofInks(image.getRaster());
        }
        return premultiplied ? Rgb.divided(image.getRaster()) : Rgb.of(image);
    }

    private static ImageSize size(long width, long height, String name, long maxPixels) {
        if (width < 1 || height < 1) {
            throw Refusal.corrupt(name, "a TIFF header for " + width + "x" + height + " pixels", null);
        }
        if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE || width * height > maxPixels) {
            throw Refusal.tooManyPixels(name, width, height, maxPixels);
        }
        return new ImageSize((int) width, (int) height);
    }

    private static void checkSamples(TiffTags tags, int samples, int meaning, String name) {
        int colours = switch (meaning) {
            case 0, 1, PALETTE -> 1;
            case 2, 6 -> 3;
            case INKS -> 4;
            default -> throw Refusal.tiffVariant(name, "photometric interpretation " + meaning);
        };
        if (samples < colours || samples > MOST_SAMPLES) {
            throw Refusal.tiffVariant(name, tags.first(SAMPLES, 1) + " samples a pixel");
        }
        if (!Arrays.stream(tags.all(SAMPLE_FORMAT)).allMatch(format -> format == 1)) {
            long format = tags.first(SAMPLE_FORMAT, 1);
            throw Refusal.tiffVariant(name, format == 3 ? "floating-point samples" : "sample format " + format);
        }
        long bits = tags.first(BITS, 1);
        boolean equal = Arrays.stream(tags.all(BITS)).allMatch(b -> b == bits);
        boolean few = bits == 1 || bits == 2 || bits == 4;
        boolean deep = bits == 16 && meaning != PALETTE && meaning != 6;
        if (!equal || !(bits == 8 || deep || few && samples == 1)) {
            throw Refusal.tiffVariant(name, "samples of " + bits + " bits" + (equal ? "" : " and others"));
        }
    }

    private static void checkCompression(TiffTags tags, String name) {
        long compression = tags.first(COMPRESSION, 1);
        boolean bilevel = tags.first(BITS, 1) == 1 && tags.first(SAMPLES, 1) == 1;
        if (!COMPRESSIONS.contains(compression) && !(bilevel && FAX.contains(compression))) {
            throw Refusal.tiffVariant(name, "compression " + compression);
        }
    }

    /** Strips or tiles lie in the file, and JPEGs in them are not larger than a picture may be. */
    private static void checkPieces(byte[] data, TiffTags tags, String name, long maxPixels) {
        boolean tiles = tags.values().containsKey(TILE_STARTS);
        long[] starts = tags.all(tiles ? TILE_STARTS : STRIP_STARTS);
        long[] lengths = tags.all(tiles ? TILE_LENGTHS : STRIP_LENGTHS);
        if (starts.length == 0 || lengths.length != starts.length) {
            throw Refusal.corrupt(name, "a TIFF without a picture in it", null);
        }
        boolean jpegs = tags.first(COMPRESSION, 1) == JPEG;
        Set<Long> seen = new HashSet<>();
        long sum = 0;
        for (int i = 0; i < starts.length; i++) {
            if (starts[i] < 0 || lengths[i] < 0 || starts[i] > data.length || lengths[i] > data.length - starts[i]) {
                throw Refusal.corrupt(name, data.length + " bytes of a TIFF that goes on", null);
            }
            if (jpegs && seen.add(starts[i])) {
                sum += lengths[i];
                if (sum > data.length) {
                    throw Refusal.corrupt(name, "a TIFF whose strips or tiles overlap", null);
                }
                int end = (int) (starts[i] + lengths[i]);
                JpegHeader.parse(Arrays.copyOfRange(data, (int) starts[i], end), name, Math.max(maxPixels, 1 << 20));
            }
        }
    }
}
