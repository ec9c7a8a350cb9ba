package io.vertebra.core.weights;

import io.vertebra.api.error.LoadException;
import io.vertebra.core.weights.PickleValue.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Checkpoints that {@code torch.save} has written, in the ZIP format and in the one before it. The pickle inside is read as data:
 * nothing of it can run, and every size is compared with the file before anything is made. Keys of nested dictionaries are joined
 * with a slash: {@code state_dict/conv1.weight}.
 */
public final class PthSource implements TensorSource {
    private final String name;
    private final Content content;
    private final long size;
    private final Storages storages;
    private final CheckpointTree tree;
    private final Map<String, TensorInfo> tensors;

    private PthSource(String name, Content content) throws IOException {
        this.name = name;
        this.content = content;
        size = content.size();
        Allowance allowance = new Allowance(name, size);
        Object root;
        if (isZip(content)) {
            ZipCheckpoint checkpoint = ZipCheckpoint.read(name, content, allowance);
            root = checkpoint.unpickle(allowance);
            storages = checkpoint;
        } else {
            LegacyCheckpoint checkpoint = LegacyCheckpoint.of(name, content, allowance);
            root = checkpoint.unpickle();
            storages = checkpoint;
        }
        tree = CheckpointTree.of(name, root, allowance);
        Map<String, TensorInfo> infos = new LinkedHashMap<>();
        tree.tensors().forEach((key, tensor) -> {
            storages.check(tensor.storage());
            infos.put(key, tensor.info());
        });
        tensors = Collections.unmodifiableMap(infos);
    }

    private static boolean isZip(Content content) throws IOException {
        return content.size() >= Integer.BYTES && content.at(0, Integer.BYTES).getInt() == ZipEntry.LOCAL;
    }

    /**
     * Opens a file.
     *
     * @throws LoadException when it cannot be read, is malformed or cut off, or asks for anything but tensors in plain containers
     */
    public static PthSource open(Path file) {
        return open(file.toString(), FileContent.open(file));
    }

    /**
     * Reads a file that is in memory.
     *
     * @param content not copied, so it must not change
     * @throws LoadException as {@link #open(Path)}
     */
    public static PthSource of(String name, byte[] content) {
        return open(name, Content.of(content));
    }

    /** Takes over the content: it is closed when anything is wrong with it. */
    static PthSource open(String name, Content content) {
        try {
            return new PthSource(name, content);
        } catch (LoadException e) {
            throw WeightsFaults.closing(content, e);
        } catch (IOException e) {
            throw WeightsFaults.closing(content, WeightsFaults.io(name, e));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String format() {
        return storages instanceof ZipCheckpoint ? "pytorch, zip" : "pytorch, legacy";
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return tensors;
    }

    @Override
    public String parameters() {
        return tree.parameters();
    }

    @Override
    public float[] read(String key) {
        Tensor tensor = tree.tensors().get(key);
        if (tensor == null) {
            throw WeightsFaults.noTensor(name, key);
        }
        if (tensor.info().elements() == 0) {
            return new float[0];
        }
        try {
            StoredValues.requireUnchanged(name, content, size);
            Content storage = storages.open(tensor.storage());
            long begin = tensor.offset() * tensor.info().stored().size();
            return tensor.contiguous()
                    ? StoredValues.read(name, key, tensor.info(), storage, begin)
                    : gather(key, tensor, storage, begin);
        } catch (IOException e) {
            throw WeightsFaults.io(name, e);
        }
    }

    /** Row by row out of a view with any strides. */
    private float[] gather(String key, Tensor tensor, Content storage, long begin) throws IOException {
        StoredType stored = tensor.info().stored();
        long bytes = tensor.extent() * stored.size();
        if (bytes > Integer.MAX_VALUE) {
            throw StoredValues.tooLarge(name, key, tensor.info());
        }
        float[] values = StoredValues.array(name, key, tensor.info());
        ByteBuffer window = storage.at(begin, (int) bytes);
        int rank = tensor.strides().size();
        long[] index = new long[rank];
        long from = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = stored.read(window, (int) from * stored.size());
            for (int axis = rank - 1; axis >= 0; axis--) {
                long stride = tensor.strides().get(axis);
                from += stride;
                if (++index[axis] < tensor.info().shape().get(axis)) {
                    break;
                }
                from -= stride * index[axis];
                index[axis] = 0;
            }
        }
        return values;
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException e) {
            throw WeightsFaults.io(name, e);
        }
    }
}
