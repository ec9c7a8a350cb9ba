package io.vertebra.core.image;

import io.vertebra.api.geometry.ImageSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The picture in a WebP container (RFC 9649), of an animation the first frame.
 *
 * @param size of the canvas
 * @param frame of the picture on it
 * @param x columns between the left of the canvas and the picture
 * @param y rows above the picture
 * @param bitstream the chunk of the picture, as a WebP of its own: without alpha plane, profile and frames that are not wanted
 * @param exif the content of the EXIF chunk, or null
 */
record WebpPicture(ImageSize size, ImageSize frame, int x, int y, byte[] bitstream, byte @Nullable [] exif) {
    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;

    static WebpPicture parse(byte[] data, String name, long maxPixels) {
        return new Walk(data, name, maxPixels).run();
    }

    /** The decoded picture where it belongs; around it the canvas is black. */
    byte[] onCanvas(byte[] rgb) {
        if (frame.equals(size)) {
            return rgb;
        }
        byte[] whole = new byte[3 * size.width() * size.height()];
        int row = 3 * frame.width();
        for (int line = 0; line < frame.height(); line++) {
            System.arraycopy(rgb, line * row, whole, 3 * ((y + line) * size.width() + x), row);
        }
        return whole;
    }

    private static final class Walk {
        private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

        private final byte[] data;
        private final String name;
        private final long maxPixels;
        private @Nullable ImageSize canvas;
        private @Nullable ImageSize declared;
        private @Nullable ImageSize frame;
        private int x;
        private int y;
        private byte @Nullable [] bitstream;
        private byte @Nullable [] exif;

        Walk(byte[] data, String name, long maxPixels) {
            this.data = data;
            this.name = name;
            this.maxPixels = maxPixels;
        }

        WebpPicture run() {
            long length = data.length < RIFF_HEADER ? Long.MAX_VALUE : CHUNK_HEADER + u32(4);
            if (length > data.length) {
                throw cut();
            }
            chunks(RIFF_HEADER, (int) length);
            if (bitstream == null || frame == null) {
                throw Refusal.corrupt(name, "a WebP without a picture in it", null);
            }
            ImageSize size = canvas == null ? frame : canvas;
            boolean fits = x + frame.width() <= size.width() && y + frame.height() <= size.height();
            boolean alone = declared != null || size.equals(frame);
            if (!fits || !alone || declared != null && !declared.equals(frame)) {
                throw Refusal.corrupt(name, "a WebP whose picture has another size than its header says", null);
            }
            return new WebpPicture(size, frame, x, y, bitstream, exif);
        }

        private void chunks(int from, int end) {
            int at = from;
            while (at + CHUNK_HEADER <= end) {
                long length = u32(at + 4);
                int content = at + CHUNK_HEADER;
                if (length > end - content) {
                    throw cut();
                }
                int next = content + (int) length;
                chunk(new String(data, at, 4, StandardCharsets.ISO_8859_1), content, next);
                at = next + (next - content & 1);
            }
        }

        private void chunk(String type, int from, int to) {
            switch (type) {
                case "VP8X" -> {
                    if (canvas == null) {
                        need(from, to, 10);
                        canvas = size(1 + u24(from + 4), 1 + u24(from + 7));
                    }
                }
                case "ANMF" -> {
                    if (declared == null && bitstream == null) {
                        need(from, to, FRAME_HEADER);
                        x = 2 * u24(from);
                        y = 2 * u24(from + 3);
                        declared = size(1 + u24(from + 6), 1 + u24(from + 9));
                        chunks(from + FRAME_HEADER, to);
                    }
                }
                case "VP8 ", "VP8L" -> {
                    if (bitstream == null) {
                        frame = type.equals("VP8L") ? lossless(from, to) : lossy(from, to);
                        bitstream = alone(from - CHUNK_HEADER, to);
                    }
                }
                case "EXIF" -> {
                    if (exif == null) {
                        int start = has(EXIF, from, to) ? from + EXIF.length : from;
                        exif = Arrays.copyOfRange(data, start, to);
                    }
                }
                default -> {
                    // Alpha, profiles and words about the picture.
                }
            }
        }

        /** RFC 6386, section 9.1. */
        private ImageSize lossy(int from, int to) {
            need(from, to, 10);
            boolean key = (data[from] & 1) == 0 && u24(from + 3) == 0x2A019D;
            if (!key) {
                throw Refusal.corrupt(name, "a WebP with a broken frame header", null);
            }
            int partition = u24(from) >> 5;
            if (partition > to - from - 10) {
                throw Refusal.corrupt(name, "a WebP whose frame ends before its first partition", null);
            }
            return size(u16(from + 6) & 0x3FFF, u16(from + 8) & 0x3FFF);
        }

        /** RFC 9649, section 3.4. */
        private ImageSize lossless(int from, int to) {
            need(from, to, 5);
            long bits = u32(from + 1);
            if (data[from] != 0x2F || bits >> 29 != 0) {
                throw Refusal.corrupt(name, "a WebP with a broken frame header", null);
            }
            return size(1 + (int) (bits & 0x3FFF), 1 + (int) (bits >> 14 & 0x3FFF));
        }

        private ImageSize size(int width, int height) {
            if (width == 0 || height == 0) {
                throw Refusal.corrupt(name, "a WebP header for " + width + "x" + height + " pixels", null);
            }
            if ((long) width * height > maxPixels) {
                throw Refusal.tooManyPixels(name, width, height, maxPixels);
            }
            return new ImageSize(width, height);
        }

        private byte[] alone(int from, int to) {
            int padding = to - from & 1;
            ByteBuffer file =
                    ByteBuffer.allocate(RIFF_HEADER + to - from + padding).order(ByteOrder.LITTLE_ENDIAN);
            file.put(data, 0, 4).putInt(file.capacity() - CHUNK_HEADER).put(data, 8, 4);
            return file.put(data, from, to - from).array();
        }

        private void need(int from, int to, int count) {
            if (to - from < count) {
                throw Refusal.corrupt(name, "a WebP with a broken header", null);
            }
        }

        private RuntimeException cut() {
            return Refusal.corrupt(name, data.length + " bytes of a WebP that goes on", null);
        }

        private boolean has(byte[] start, int from, int to) {
            return to - from >= start.length && Arrays.equals(data, from, from + start.length, start, 0, start.length);
        }

        private int u16(int at) {
            return data[at] & 0xFF | (data[at + 1] & 0xFF) << 8;
        }

        private int u24(int at) {
            return u16(at) | (data[at + 2] & 0xFF) << 16;
        }

        private long u32(int at) {
            return u24(at) | (data[at + 3] & 0xFFL) << 24;
        }
    }
}
