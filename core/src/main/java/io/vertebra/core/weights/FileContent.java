package io.vertebra.core.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is mapped window by window. The mapping is read-only, so that files without write permission load; the values are
 * copied out of it, therefore no array ever shares its memory.
 */
final class FileContent implements Content {
    private final FileChannel channel;

    private FileContent(FileChannel channel) {
        this.channel = channel;
    }

    static FileContent open(Path file) {
        String name = file.toString();
        if (!Files.exists(file)) {
            throw WeightsFaults.unreadable(name, "the weights file does not exist", null, "state the path of a file");
        }
        if (!Files.isRegularFile(file)) {
            throw WeightsFaults.unreadable(
                    name, "weights are read from a file", "a folder or device", "state the path of a file");
        }
        try {
            return new FileContent(FileChannel.open(file, StandardOpenOption.READ));
        } catch (AccessDeniedException e) {
            throw WeightsFaults.unreadable(
                    name, "the weights file must be readable", "no permission", "give read permission", e);
        } catch (IOException e) {
            throw WeightsFaults.io(name, e);
        }
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public ByteBuffer at(long offset, int length) throws IOException {
        return channel.map(MapMode.READ_ONLY, offset, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
