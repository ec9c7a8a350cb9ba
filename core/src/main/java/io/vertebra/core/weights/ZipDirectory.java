package io.vertebra.core.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The table of contents of a ZIP file, with 64-bit sizes, checked as a whole before anything is read. Nothing is ever unpacked to
 * a folder; names that would leave one are refused all the same. Source: APPNOTE.TXT 6.3.10 of PKWARE, sections 4.3 to 4.5.
 */
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int END_BYTES = 22;
    private static final int END_64_BYTES = 56;
    private static final int LOCATOR_BYTES = 20;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LARGEST = 1 << 28;
    private static final long NONE_16 = 0xffffL;
    private static final long NONE_32 = 0xffffffffL;

    private final String file;
    private final Content content;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();
    private long begin;
    private long size;
    private long count;

    private ZipDirectory(String file, Content content) {
        this.file = file;
        this.content = content;
    }

    /**
     * Reads the table.
     *
     * @return entries by name, in the order of the table
     */
    static Map<String, ZipEntry> read(String file, Content content, Allowance allowance) throws IOException {
        ZipDirectory directory = new ZipDirectory(file, content);
        directory.locate();
        directory.readEntries(allowance);
        return directory.entries;
    }

    private void locate() throws IOException {
        long length = content.size();
        int tail = (int) Math.min(length, END_BYTES + LONGEST_COMMENT);
        ByteBuffer end = content.at(length - tail, tail);
        int at = tail - END_BYTES;
        while (at >= 0 && !(end.getInt(at) == END && at + END_BYTES + unsigned16(end, at + 20) == tail)) {
            at--;
        }
        if (at < 0) {
            throw WeightsFaults.corrupt(
                    file, "the file is cut off: a ZIP file ends with its table of contents", "none");
        }
        count = unsigned16(end, at + 10);
        size = unsigned32(end, at + 12);
        begin = unsigned32(end, at + 16);
        long limit = length - tail + at;
        if (count == NONE_16 || size == NONE_32 || begin == NONE_32) {
            limit = locate64(limit);
        }
        boolean inside = begin >= 0 && size >= 0 && begin <= limit && size <= limit - begin;
        if (!inside || size > LARGEST || count < 0 || count > size / ZipEntry.CENTRAL_BYTES) {
            throw WeightsFaults.corrupt(
                    file,
                    "the table of contents stands before its own end",
                    "begin " + begin + ", " + size + " bytes, " + count + " entries");
        }
    }

    private long locate64(long end) throws IOException {
        long locator = end - LOCATOR_BYTES;
        if (locator < END_64_BYTES || content.at(locator, LOCATOR_BYTES).getInt() != LOCATOR_64) {
            throw WeightsFaults.corrupt(file, "a large ZIP file has a 64-bit end of its table", "none");
        }
        long at = content.at(locator, LOCATOR_BYTES).getLong(8);
        if (at < 0
                || at > locator - END_64_BYTES
                || content.at(at, END_64_BYTES).getInt() != END_64) {
            throw WeightsFaults.corrupt(file, "a large ZIP file has a 64-bit end of its table", "another place");
        }
        ByteBuffer record = content.at(at, END_64_BYTES);
        count = record.getLong(32);
        size = record.getLong(40);
        begin = record.getLong(48);
        return at;
    }

    private void readEntries(Allowance allowance) throws IOException {
        allowance.take(4 * size);
        ByteBuffer table = content.at(begin, (int) size);
        for (long i = 0; i < count; i++) {
            ZipEntry entry = ZipEntry.central(file, table, begin);
            checkName(entry.name());
            if (entries.put(entry.name(), entry) != null) {
                throw WeightsFaults.corrupt(
                        file, "a name stands once in a ZIP file", WeightsFaults.quote(entry.name()) + " twice");
            }
        }
    }

    private void checkName(String name) {
        boolean leaves = Arrays.asList(name.split("[/\\\\]", -1)).contains("..");
        if (leaves || name.startsWith("/") || name.startsWith("\\") || name.indexOf(0) >= 0) {
            throw WeightsFaults.corrupt(file, "the names in a ZIP file stay inside it", WeightsFaults.quote(name));
        }
    }

    static int unsigned16(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xffff;
    }

    static long unsigned32(ByteBuffer bytes, int at) {
        return Integer.toUnsignedLong(bytes.getInt(at));
    }

    /** UTF-8, which holds for ASCII too; other bytes only ever name themselves. */
    static String text(ByteBuffer bytes, int at, int length) {
        byte[] name = new byte[length];
        bytes.get(at, name);
        return new String(name, StandardCharsets.UTF_8);
    }
}
