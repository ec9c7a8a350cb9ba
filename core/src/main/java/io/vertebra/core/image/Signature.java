package io.vertebra.core.image;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/** Tells what a file that is not read is from its first bytes, so that a refusal can name it. */
final class Signature {
    /** How many bytes {@link #describe} wants to see; fewer are fine. */
    static final int LENGTH = 24;

    /** By the four letters behind {@code ftyp}. */
    private static final Map<String, String> BRANDS =
            Map.of("heic", "a HEIC image", "heix", "a HEIC image", "mif1", "a HEIC image", "avif", "an AVIF image");

    private Signature() {}

    static String describe(byte[] data) {
        if (text(data, 0, 4).equals("%PDF")) {
            return "a PDF document";
        }
        if (text(data, 4, 4).equals("ftyp")) {
            return BRANDS.getOrDefault(text(data, 8, 4), "a video or image of the MP4 family");
        }
        return unknown(data);
    }

    private static String unknown(byte[] data) {
        int length = Math.min(data.length, LENGTH);
        String start = text(data, 0, length);
        boolean readable = start.chars().allMatch(c -> c >= ' ' && c < 127 || c == '\n' || c == '\r' || c == '\t');
        return readable
                ? "text that starts with \"" + start.strip().replaceAll("\\s+", " ") + "\""
                : "bytes that start with "
                        + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(data, 0, Math.min(length, 8));
    }

    private static String text(byte[] data, int from, int length) {
        return from + length <= data.length ? new String(data, from, length, StandardCharsets.ISO_8859_1) : "";
    }
}
