package io.vertebra.core.image;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The whole numbers in the first directory of a TIFF (revision 6.0, section 2; BigTIFF by its public proposal).
 *
 * @param values by tag; tags of other kinds are left out
 */
record TiffTags(Map<Integer, long[]> values) {
    /** Only these tags, because a directory may name the same numbers many thousand times. */
    static TiffTags read(byte[] data, String name, Set<Integer> wanted) {
        return new Walk(data, name).run(wanted);
    }

    long first(int tag, long otherwise) {
        long[] found = values.get(tag);
        return found == null || found.length == 0 ? otherwise : found[0];
    }

    long[] all(int tag) {
        return values.getOrDefault(tag, new long[0]);
    }

    private static final class Walk {
        private static final int SHORT = 3;
        /** One strip for each row of the highest picture is far below. */
        private static final int MOST_VALUES = 1 << 20;

        private final byte[] data;
        private final String name;
        private final boolean big;
        private final boolean bigEndian;

        Walk(byte[] data, String name) {
            if (data.length < 16) {
                throw cut(data, name);
            }
            this.data = data;
            this.name = name;
            this.bigEndian = data[0] == 'M';
            this.big = number(2, 2) == 43;
        }

        TiffTags run(Set<Integer> wanted) {
            long directory = big ? number(8, 8) : number(4, 4);
            int countSize = big ? 8 : 2;
            int entrySize = big ? 20 : 12;
            check(directory, countSize);
            long entries = number((int) directory, countSize);
            long start = directory + countSize;
            check(entries, 0);
            check(start, entries * entrySize);
            Map<Integer, long[]> values = new HashMap<>();
            for (long at = start; at < start + entries * entrySize; at += entrySize) {
                int tag = (int) number((int) at, 2);
                int size = size((int) number((int) at + 2, 2));
                if (size > 0 && wanted.contains(tag) && !values.containsKey(tag)) {
                    values.put(tag, values((int) at + 4, size));
                }
            }
            return new TiffTags(values);
        }

        private long[] values(int at, int size) {
            int width = big ? 8 : 4;
            long count = number(at, width);
            if (count < 0 || count > MOST_VALUES) {
                throw Refusal.corrupt(name, "a TIFF with a list of " + Long.toUnsignedString(count) + " numbers", null);
            }
            long from = count * size <= width ? at + width : number(at + width, width);
            check(from, count * size);
            long[] values = new long[(int) count];
            for (int i = 0; i < count; i++) {
                values[i] = number((int) from + i * size, size);
            }
            return values;
        }

        /** Bytes of a value of one of the unsigned types, else 0. */
        private static int size(int type) {
            return switch (type) {
                case 1 -> 1;
                case SHORT -> 2;
                case 4, 13 -> 4;
                case 16, 18 -> 8;
                default -> 0;
            };
        }

        private void check(long from, long length) {
            if (from < 0 || from > data.length || length > data.length - from) {
                throw cut(data, name);
            }
        }

        private static RuntimeException cut(byte[] data, String name) {
            return Refusal.corrupt(name, data.length + " bytes of a TIFF that goes on", null);
        }

        private long number(int at, int size) {
            long value = 0;
            for (int i = 0; i < size; i++) {
                value = value << 8 | data[at + (bigEndian ? i : size - 1 - i)] & 0xFF;
            }
            return value;
        }
    }
}
