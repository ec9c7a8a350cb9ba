package io.vertebra.core.weights;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a value is stored, under the names of the safetensors format; always little-endian. */
public enum StoredType {
    /** IEEE double. */
    F64(8, (bytes, at) -> (float) bytes.getDouble(at)),
    /** IEEE single. */
    F32(4, ByteBuffer::getFloat),
    /** IEEE half. */
    F16(2, (bytes, at) -> SmallFloats.half(bytes.getShort(at))),
    /** The upper half of an IEEE single. */
    BF16(2, (bytes, at) -> Float.intBitsToFloat(bytes.getShort(at) << 16)),
    /** Four bits of exponent, three of mantissa, no infinity. */
    F8_E4M3(1, (bytes, at) -> SmallFloats.e4m3(bytes.get(at))),
    /** The upper half of an IEEE half. */
    F8_E5M2(1, (bytes, at) -> SmallFloats.half(bytes.get(at) << 8)),
    /** Signed, 64 bits. */
    I64(8, ByteBuffer::getLong),
    /** Signed, 32 bits. */
    I32(4, ByteBuffer::getInt),
    /** Signed, 16 bits. */
    I16(2, ByteBuffer::getShort),
    /** Signed, 8 bits. */
    I8(1, ByteBuffer::get),
    /** Unsigned, 64 bits. */
    U64(8, (bytes, at) -> SmallFloats.unsigned(bytes.getLong(at))),
    /** Unsigned, 32 bits. */
    U32(4, (bytes, at) -> Integer.toUnsignedLong(bytes.getInt(at))),
    /** Unsigned, 16 bits. */
    U16(2, (bytes, at) -> Short.toUnsignedInt(bytes.getShort(at))),
    /** Unsigned, 8 bits. */
    U8(1, (bytes, at) -> Byte.toUnsignedInt(bytes.get(at))),
    /** One byte: 0, or anything else for true. */
    BOOL(1, (bytes, at) -> bytes.get(at) == 0 ? 0 : 1);

    private final int size;
    private final Element element;

    @FunctionalInterface
    private interface Element {
        float read(ByteBuffer bytes, int at);
    }

    StoredType(int size, Element element) {
        this.size = size;
        this.element = element;
    }

    /** Bytes of one value. */
    public int size() {
        return size;
    }

    static Optional<StoredType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
    }

    /** One value of a little-endian buffer. */
    float read(ByteBuffer from, int at) {
        return element.read(from, at);
    }

    /** Converts {@code count} values from the start of a little-endian buffer. */
    void decode(ByteBuffer from, float[] to, int offset, int count) {
        if (this == F32) {
            from.asFloatBuffer().get(to, offset, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            to[offset + i] = element.read(from, i * size);
        }
    }
}
