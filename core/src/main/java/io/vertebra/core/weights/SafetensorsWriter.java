package io.vertebra.core.weights;

import com.google.gson.stream.JsonWriter;
import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes safetensors files. A file is there whole or not at all: it is written under another name in the same folder and then
 * moved. Values are rounded to the nearest of the stored type; the tensors begin at a multiple of eight bytes.
 */
public final class SafetensorsWriter {
    private static final int ALIGNMENT = 8;
    private static final int CHUNK_BYTES = 1 << 20;

    private final StoredType type;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

    /** Gives the values of the tensors, each once and in the order they were added. */
    @FunctionalInterface
    public interface Values {
        /** The values of one tensor in row-major order. */
        float[] of(String key);
    }

    private SafetensorsWriter(StoredType type) {
        this.type = type;
    }

    /**
     * A writer that stores every value as this type.
     *
     * @throws UsageException unless it is F32, F16 or BF16
     */
    public static SafetensorsWriter storing(StoredType type) {
        if (type != StoredType.F32 && type != StoredType.F16 && type != StoredType.BF16) {
            throw new UsageException(Problem.of(ErrorCode.USAGE, "values are written as F32, F16 or BF16")
                    .received(type)
                    .fix("F32"));
        }
        return new SafetensorsWriter(type);
    }

    /** Adds a free text. */
    public SafetensorsWriter metadata(String name, String text) {
        metadata.put(name, text);
        return this;
    }

    /**
     * Adds a tensor.
     *
     * @throws UsageException when there is one of that key
     */
    public SafetensorsWriter tensor(String key, List<Long> shape) {
        if (shapes.put(key, List.copyOf(shape)) != null) {
            throw new UsageException(Problem.of(ErrorCode.USAGE, "a key stands once in a file")
                    .received(WeightsFaults.quote(key))
                    .fix("another key"));
        }
        return this;
    }

    /**
     * Writes the file, in place of one of that name.
     *
     * @throws InputException when the file cannot be written, or a value does not fit the stored type
     * @throws LoadException what {@code values} throws; nothing stays behind
     */
    public void write(Path file, Values values) {
        Path target = file.toAbsolutePath().normalize();
        Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        Drafts.begin(draft);
        try {
            try (FileChannel channel =
                    FileChannel.open(draft, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                writeAll(channel, header());
                for (Map.Entry<String, List<Long>> tensor : shapes.entrySet()) {
                    write(channel, file, tensor.getKey(), tensor.getValue(), values.of(tensor.getKey()));
                }
                channel.force(true);
            }
            move(draft, target);
        } catch (IOException e) {
            throw notWritable(file, e, discard(draft));
        } catch (RuntimeException | Error e) {
            IOException left = discard(draft);
            if (left != null) {
                e.addSuppressed(left);
            }
            throw e;
        } finally {
            Drafts.end(draft);
        }
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (
                AtomicMoveNotSupportedException
                        e) { // some network folders: the draft is whole, so a plain move is next best
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static @Nullable IOException discard(Path draft) {
        try {
            Files.deleteIfExists(draft);
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private static InputException notWritable(Path file, IOException cause, @Nullable IOException left) {
        if (left != null) {
            cause.addSuppressed(left);
        }
        Problem problem = Problem.of(ErrorCode.OUTPUT_NOT_WRITABLE, "the weights cannot be written here")
                .at(Location.of(file.toString()))
                .received(cause.getClass().getSimpleName() + ": " + cause.getMessage())
                .fix("a file in a folder that exists, may be written and has room");
        return new InputException(List.of(problem), cause);
    }

    private ByteBuffer header() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            if (!metadata.isEmpty()) {
                json.name("__metadata__").beginObject();
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    json.name(entry.getKey()).value(entry.getValue());
                }
                json.endObject();
            }
            long begin = 0;
            for (Map.Entry<String, List<Long>> tensor : shapes.entrySet()) {
                long end = begin + bytes(tensor.getValue());
                json.name(tensor.getKey()).beginObject();
                json.name("dtype").value(type.name());
                numbers(json.name("shape"), tensor.getValue());
                numbers(json.name("data_offsets"), List.of(begin, end));
                json.endObject();
                begin = end;
            }
            json.endObject();
        }
        byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (utf8.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] header = Arrays.copyOf(utf8, padded);
        Arrays.fill(header, utf8.length, padded, (byte) ' ');
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        return buffer.putLong(padded).put(header).flip();
    }

    private static void numbers(JsonWriter json, List<Long> numbers) throws IOException {
        json.beginArray();
        for (long number : numbers) {
            json.value(number);
        }
        json.endArray();
    }

    private long bytes(List<Long> shape) {
        return Math.multiplyExact(new TensorInfo(shape, type).elements(), type.size());
    }

    private void write(FileChannel channel, Path file, String key, List<Long> shape, float[] values)
            throws IOException {
        if (values.length != new TensorInfo(shape, type).elements()) {
            throw new UsageException(Problem.of(ErrorCode.USAGE, "a tensor of shape " + shape + " has as many values")
                    .received(WeightsFaults.quote(key) + " with " + values.length)
                    .fix("the values in row-major order"));
        }
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            put(chunk, file, key, value);
            if (!chunk.hasRemaining()) {
                writeAll(channel, chunk.flip());
                chunk.clear();
            }
        }
        writeAll(channel, chunk.flip());
    }

    private void put(ByteBuffer chunk, Path file, String key, float value) {
        if (type == StoredType.F32) {
            chunk.putFloat(value);
            return;
        }
        short bits = type == StoredType.F16 ? SmallFloats.toHalf(value) : SmallFloats.toBfloat16(value);
        int at = chunk.position();
        chunk.putShort(bits);
        if (Float.isFinite(value) && !Float.isFinite(type.read(chunk, at))) {
            throw new InputException(Problem.of(
                            ErrorCode.OUTPUT_NOT_WRITABLE, "the values of " + WeightsFaults.quote(key) + " fit " + type)
                    .at(Location.of(file.toString()))
                    .received(value)
                    .fix("single precision"));
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
