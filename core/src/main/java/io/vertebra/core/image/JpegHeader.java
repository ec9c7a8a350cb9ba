package io.vertebra.core.image;

import io.vertebra.api.geometry.ImageSize;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the marker segments of a JPEG say (ITU T.81 annex B). The walk goes through to the end-of-image marker, because the
 * decoder fills what is missing with grey.
 *
 * @param size as stored
 * @param colours of the components
 * @param exif the block of the first EXIF segment, or null
 */
record JpegHeader(ImageSize size, Colours colours, byte @Nullable [] exif) {
    /** What the components mean; the rules of libjpeg, which Pillow and OpenCV follow. */
    enum Colours {
        GREY,
        RGB,
        YCC,
        /** Stored inverted, as Adobe's programs do. */
        CMYK,
        /** YCC of what the three inks leave of white, and inverted black. */
        YCCK
    }

    static JpegHeader parse(byte[] data, String name, long maxPixels) {
        return new Walk(data, name, maxPixels).run();
    }

    private static final class Walk {
        private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
        private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.ISO_8859_1);
        private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.ISO_8859_1);

        private final byte[] data;
        private final String name;
        private final long maxPixels;
        private int at = 2;
        private @Nullable ImageSize size;
        private int components;
        private boolean lettersRgb;
        private boolean jfif;
        private int adobeTransform = -1;
        private byte @Nullable [] exif;
        private boolean scan;

        Walk(byte[] data, String name, long maxPixels) {
            this.data = data;
            this.name = name;
            this.maxPixels = maxPixels;
        }

        JpegHeader run() {
            for (int marker = nextMarker(); marker != 0xD9; marker = nextMarker()) {
                boolean alone = marker == 0x01 || marker >= 0xD0 && marker <= 0xD8;
                if (!alone) {
                    int length = at + 2 <= data.length ? u16(at) : 0;
                    if (length < 2 || at + length > data.length) {
                        throw cut();
                    }
                    segment(marker, at + 2, at + length);
                    at += length;
                }
            }
            if (size == null || !scan) {
                throw Refusal.corrupt(name, "a JPEG without a picture in it", null);
            }
            return new JpegHeader(size, colours(), exif);
        }

        /** Skips entropy-coded data too: in it, 0xFF is followed by 0 or by a restart marker. */
        private int nextMarker() {
            while (at + 1 < data.length) {
                int next = data[at + 1] & 0xFF;
                if (data[at] == (byte) 0xFF && next != 0 && next != 0xFF) {
                    at += 2;
                    return next;
                }
                at++;
            }
            throw cut();
        }

        private RuntimeException cut() {
            return Refusal.corrupt(name, data.length + " bytes of a JPEG that goes on", null);
        }

        private void segment(int marker, int from, int to) {
            if (marker == 0xC4 || marker == 0xC8 || marker == 0xCC) {
                return; // tables and reserved, among the numbers of the frames
            }
            if (marker >= 0xC0 && marker <= 0xCF) {
                frame(marker, from, to);
            } else if (marker == 0xDA) {
                scan = true;
            } else if (marker == 0xE0) {
                jfif |= has(JFIF, from, to);
            } else if (marker == 0xE1 && exif == null && has(EXIF, from, to)) {
                exif = Arrays.copyOfRange(data, from + EXIF.length, to);
            } else if (marker == 0xEE && has(ADOBE, from, to) && to - from >= 12) {
                adobeTransform = data[from + 11] & 0xFF;
            }
        }

        private void frame(int marker, int from, int to) {
            if (size != null || to - from < 6) {
                throw Refusal.corrupt(name, "a JPEG with a broken frame header", null);
            }
            int bits = data[from] & 0xFF;
            components = data[from + 5] & 0xFF;
            if (marker > 0xC2 || bits != 8 || components == 2 || components > 4) {
                String process = marker > 0xC2 ? "a lossless, hierarchical or arithmetic-coded JPEG, " : "";
                throw Refusal.variant(name, process + bits + " bits, components: " + components);
            }
            long height = u16(from + 1);
            long width = u16(from + 3);
            if (width == 0 || height == 0 || components == 0 || to - from < 6 + 3 * components) {
                throw Refusal.corrupt(name, "a JPEG header for " + width + "x" + height + " pixels", null);
            }
            if (width * height > maxPixels) {
                throw Refusal.tooManyPixels(name, width, height, maxPixels);
            }
            size = new ImageSize((int) width, (int) height);
            lettersRgb = components == 3 && data[from + 6] == 'R' && data[from + 9] == 'G' && data[from + 12] == 'B';
        }

        private Colours colours() {
            return switch (components) {
                case 1 -> Colours.GREY;
                case 4 -> adobeTransform == 2 ? Colours.YCCK : Colours.CMYK;
                default -> !jfif && (adobeTransform < 0 ? lettersRgb : adobeTransform == 0) ? Colours.RGB : Colours.YCC;
            };
        }

        private boolean has(byte[] start, int from, int to) {
            return to - from >= start.length && Arrays.equals(data, from, from + start.length, start, 0, start.length);
        }

        private int u16(int index) {
            return (data[index] & 0xFF) << 8 | data[index + 1] & 0xFF;
        }
    }
}
