package io.vertebra.core.weights;

import io.vertebra.api.error.LoadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * One file of a ZIP file.
 *
 * @param name with its folders
 * @param deflated whether it is compressed
 * @param stored its bytes in the archive
 * @param size its bytes as they were
 * @param crc CRC-32 of the latter
 * @param at where its local header begins
 * @param limit where the table of contents begins, which its bytes do not reach
 */
record ZipEntry(String name, boolean deflated, long stored, long size, int crc, long at, long limit) {
    /** The least that an entry takes in the table. */
    static final int CENTRAL_BYTES = 46;

    private static final int CENTRAL = 0x02014b50;
    static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int WINDOW_BYTES = 1 << 26;
    private static final int ENCRYPTED = 1;
    private static final int DEFLATED = 8;
    private static final long NONE_32 = 0xffffffffL;
    /** A compressed entry may grow to this size, or to a hundred times its own. */
    private static final long EVERYBODY_MAY = 16L << 20;

    private static final int MOST_GROWTH = 100;

    /** The next entry of the table. */
    static ZipEntry central(String file, ByteBuffer table, long limit) {
        int at = table.position();
        if (table.remaining() < CENTRAL_BYTES || table.getInt(at) != CENTRAL) {
            throw broken(file, "an entry of another form");
        }
        int method = ZipDirectory.unsigned16(table, at + 10);
        int nameLength = ZipDirectory.unsigned16(table, at + 28);
        int extraLength = ZipDirectory.unsigned16(table, at + 30);
        int length = CENTRAL_BYTES + nameLength + extraLength + ZipDirectory.unsigned16(table, at + 32);
        if (length > table.remaining()) {
            throw broken(file, "an entry that goes on behind the end");
        }
        String name = ZipDirectory.text(table, at + CENTRAL_BYTES, nameLength);
        boolean plain = (ZipDirectory.unsigned16(table, at + 8) & ENCRYPTED) == 0;
        if (!plain || method != 0 && method != DEFLATED) {
            throw WeightsFaults.format(
                    file,
                    "the files in a ZIP file are stored or deflated",
                    WeightsFaults.quote(name) + (plain ? " with method " + method : " encrypted"),
                    "pack it without encryption and with another method");
        }
        Wide wide = new Wide(file, table, at + CENTRAL_BYTES + nameLength, extraLength);
        long size = wide.orElse(ZipDirectory.unsigned32(table, at + 24));
        long stored = wide.orElse(ZipDirectory.unsigned32(table, at + 20));
        long header = wide.orElse(ZipDirectory.unsigned32(table, at + 42));
        table.position(at + length);
        if (size < 0 || stored < 0 || header < 0 || method == 0 && stored != size) {
            throw broken(file, WeightsFaults.quote(name) + " with " + stored + " of " + size + " bytes");
        }
        return new ZipEntry(name, method == DEFLATED, stored, size, table.getInt(at + 16), header, limit);
    }

    private static LoadException broken(String file, String received) {
        return WeightsFaults.corrupt(file, "the table of contents lists whole entries", received);
    }

    /** Sizes that need 64 bits stand in an extra field, in a fixed order, and only those. */
    private static final class Wide {
        private static final int TAG = 1;

        private final String file;
        private final ByteBuffer table;
        private int at;
        private int end;

        Wide(String file, ByteBuffer table, int begin, int length) {
            this.file = file;
            this.table = table;
            int next = begin;
            while (next + 4 <= begin + length && end == 0) {
                int size = ZipDirectory.unsigned16(table, next + 2);
                if (ZipDirectory.unsigned16(table, next) == TAG && next + 4 + size <= begin + length) {
                    at = next + 4;
                    end = at + size;
                }
                next += 4 + size;
            }
        }

        long orElse(long narrow) {
            if (narrow != NONE_32) {
                return narrow;
            }
            if (at + Long.BYTES > end) {
                throw broken(file, "an entry without its 64-bit size");
            }
            at += Long.BYTES;
            return table.getLong(at - Long.BYTES);
        }
    }

    /** Where the bytes begin, after the local header was compared with the table. */
    long begin(String file, Content content) throws IOException {
        if (at > limit - LOCAL_BYTES) {
            throw outside(file);
        }
        ByteBuffer header = content.at(at, LOCAL_BYTES);
        int nameLength = ZipDirectory.unsigned16(header, 26);
        long begin = at + LOCAL_BYTES + nameLength + ZipDirectory.unsigned16(header, 28);
        if (header.getInt(0) != LOCAL || begin > limit || stored > limit - begin) {
            throw outside(file);
        }
        String local = ZipDirectory.text(content.at(at + LOCAL_BYTES, nameLength), 0, nameLength);
        if (!local.equals(name)) {
            throw WeightsFaults.corrupt(
                    file,
                    "a file has the same name in the ZIP file's table and before its bytes: "
                            + WeightsFaults.quote(name),
                    WeightsFaults.quote(local));
        }
        return begin;
    }

    private LoadException outside(String file) {
        return WeightsFaults.corrupt(
                file,
                "the files in a ZIP file stand before its table of contents",
                WeightsFaults.quote(name) + " with " + stored + " bytes at " + at);
    }

    /** Refuses what would grow beyond measure. */
    void requireModest(String file) {
        if (deflated && size > EVERYBODY_MAY && size / MOST_GROWTH > stored) {
            throw WeightsFaults.corrupt(
                    file,
                    "a compressed file grows to at most " + MOST_GROWTH + " times its size",
                    WeightsFaults.quote(name) + " from " + stored + " to " + size + " bytes");
        }
    }

    /** Its bytes as they were, compared with their checksum; compressed ones are unpacked into memory. */
    Content open(String file, Content content) throws IOException {
        long begin = begin(file, content);
        if (deflated) {
            requireModest(file);
            byte[] unpacked = inflate(file, content, begin);
            CRC32 sum = new CRC32();
            sum.update(unpacked);
            check(file, sum);
            return Content.of(unpacked);
        }
        CRC32 sum = new CRC32();
        for (long done = 0; done < stored; done += WINDOW_BYTES) {
            sum.update(content.at(begin + done, (int) Math.min(WINDOW_BYTES, stored - done)));
        }
        check(file, sum);
        return new ContentWindow(content, begin, size);
    }

    private void check(String file, CRC32 sum) {
        if ((int) sum.getValue() != crc) {
            throw WeightsFaults.corrupt(
                    file,
                    "the CRC-32 of " + WeightsFaults.quote(name) + " must be " + Integer.toHexString(crc),
                    Long.toHexString(sum.getValue()));
        }
    }

    private byte[] inflate(String file, Content content, long begin) throws IOException {
        if (size > Integer.MAX_VALUE - 8 || stored > Integer.MAX_VALUE) {
            throw WeightsFaults.format(
                    file,
                    "a compressed file of a checkpoint has less than 2 GiB",
                    WeightsFaults.quote(name),
                    "store it without compression");
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(content.at(begin, (int) stored));
            byte[] unpacked = new byte[(int) size];
            int done = 0;
            int more = 1;
            while (more > 0 && done < unpacked.length) {
                more = inflater.inflate(unpacked, done, unpacked.length - done);
                done += more;
            }
            boolean longer = !inflater.finished() && inflater.inflate(new byte[1]) > 0;
            if (done < unpacked.length || longer) {
                throw WeightsFaults.corrupt(
                        file,
                        WeightsFaults.quote(name) + " unpacks to " + size + " bytes",
                        longer ? "more" : done + " bytes");
            }
            return unpacked;
        } catch (DataFormatException e) {
            throw WeightsFaults.corrupt(file, WeightsFaults.quote(name) + " is compressed as it says", null, e);
        } finally {
            inflater.end();
        }
    }
}
