package io.vertebra.core.weights;

import io.vertebra.api.error.LoadException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a file is by its first bytes; the ending of its name counts only where these say nothing. */
enum WeightsFormat {
    /** Read. */
    SAFETENSORS,
    /** A ZIP or a pickle: read as a checkpoint of PyTorch. */
    PYTORCH,
    /** What Git LFS leaves in place of a file that was not fetched. */
    LFS_POINTER,
    /** An error or login page that was saved under the name of a file. */
    WEB_PAGE,
    /** Nothing at all. */
    EMPTY,
    /** Anything else. */
    UNKNOWN;

    private static final int PICKLE = 0x80;

    /** So many bytes are enough to tell. */
    static final int HEAD_BYTES = 64;

    static WeightsFormat of(String name, byte[] head) {
        String text =
                new String(head, StandardCharsets.ISO_8859_1).stripLeading().toLowerCase(Locale.ROOT);
        if (head.length == 0) {
            return EMPTY;
        }
        if (hasSafetensorsHeader(head)) {
            return SAFETENSORS;
        }
        if (starts(head, 'P', 'K', 3, 4) || starts(head, PICKLE) && head.length > 1 && head[1] >= 2 && head[1] <= 5) {
            return PYTORCH;
        }
        if (text.startsWith("version https://git-lfs")) {
            return LFS_POINTER;
        }
        if (text.startsWith("<!doctype") || text.startsWith("<html")) {
            return WEB_PAGE;
        }
        return name.endsWith(".safetensors") ? SAFETENSORS : UNKNOWN;
    }

    /** What is read; anything else ends in a problem that says what the file is. */
    TensorSource open(String name, Content content) {
        return switch (this) {
            case SAFETENSORS -> SafetensorsSource.open(name, content);
            case PYTORCH -> PthSource.open(name, content);
            case EMPTY -> throw WeightsFaults.corrupt(name, "a weights file has content", "0 bytes");
            case LFS_POINTER -> throw unread(name, "a Git LFS pointer", "fetch the file itself: git lfs pull");
            case WEB_PAGE -> throw unread(name, "a web page", "open the address in a browser and download the file");
            case UNKNOWN -> throw unread(name, "something else", "convert it to safetensors");
        };
    }

    private static LoadException unread(String name, String what, String fix) {
        return WeightsFaults.format(name, "weights are read from safetensors and PyTorch files", what, fix);
    }

    /** A plausible length and then the brace that the format demands. */
    private static boolean hasSafetensorsHeader(byte[] head) {
        return head.length > SafetensorsSource.LENGTH_BYTES
                && head[SafetensorsSource.LENGTH_BYTES] == '{'
                && ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong() >>> 32 == 0;
    }

    private static boolean starts(byte[] head, int... magic) {
        return head.length >= magic.length
                && IntStream.range(0, magic.length).allMatch(i -> (head[i] & 0xff) == magic[i]);
    }
}
