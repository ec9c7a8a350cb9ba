package io.vertebra.core.weights;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages files in the ways of disks, networks and attackers; equal seeds give equal damage. */
final class Mutator {
    private static final byte[][] TELLING = {
        {0}, {-1}, {0x7f}, {(byte) 0x80}, {-1, -1, -1, -1}, {0, 0, 0, (byte) 0x80}, {-1, -1, -1, 0x7f},
        {-1, -1, -1, -1, -1, -1, -1, 0x7f}, {0, 0, 0, 0, 0, 0, 0, 0x40}, {'('}, {'R'}, {'2'}, {'h', 0}, {'.'}
    };

    private final Random random;
    private final List<byte[]> seeds;

    Mutator(long seed, List<byte[]> seeds) {
        random = new Random(seed);
        this.seeds = seeds;
    }

    /** One of the seeds with one to six faults. */
    byte[] next() {
        byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
        for (int i = random.nextInt(6); i >= 0 && bytes.length > 0; i--) {
            bytes = fault(bytes);
        }
        return bytes;
    }

    private byte[] fault(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(32));
        switch (random.nextInt(7)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> {
                byte[] telling = TELLING[random.nextInt(TELLING.length)];
                System.arraycopy(telling, 0, bytes, at, Math.min(telling.length, bytes.length - at));
            }
            case 3 -> {
                return replace(bytes, at, length, new byte[0]);
            }
            case 4 -> {
                return replace(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
            }
            case 5 -> {
                byte[] other = seeds.get(random.nextInt(seeds.size()));
                int from = random.nextInt(other.length);
                return replace(bytes, at, length, Arrays.copyOfRange(other, from, Math.min(other.length, from + 32)));
            }
            default -> {
                return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : bytes;
            }
        }
        return bytes;
    }

    private static byte[] replace(byte[] bytes, int at, int length, byte[] by) {
        byte[] replaced = new byte[bytes.length - length + by.length];
        System.arraycopy(bytes, 0, replaced, 0, at);
        System.arraycopy(by, 0, replaced, at, by.length);
        System.arraycopy(bytes, at + length, replaced, at + by.length, bytes.length - at - length);
        return replaced;
    }
}
