package io.vertebra.core.image;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The formats that are read, each with the first bytes that every file of it has. */
enum Format {
    JPEG("\\xFF\\xD8\\xFF"),
    PNG("\\x89PNG\\r\\n\\x1A\\n"),
    GIF("GIF8[79]a"),
    /** Two letters are too few to go by: the four bytes after the size are reserved and 0 in practice. */
    BMP("BM.{4}\\x00{4}.{4}[\\x0C-\\x7C]\\x00\\x00\\x00"),
    WEBP("RIFF.{4}WEBP"),
    TIFF("II[*+]\\x00|MM\\x00[*+]");

    private final Pattern start;

    Format(String start) {
        this.start = Pattern.compile(start, Pattern.DOTALL);
    }

    /** Null when it is none of them; the first {@value Signature#LENGTH} bytes suffice. */
    static @Nullable Format of(byte[] data) {
        String start = new String(data, 0, Math.min(data.length, Signature.LENGTH), StandardCharsets.ISO_8859_1);
        for (Format format : values()) {
            if (format.start.matcher(start).lookingAt()) {
                return format;
            }
        }
        return null;
    }
}
