package io.vertebra.core.weights;

import io.vertebra.api.error.LoadException;
import io.vertebra.core.weights.WeightsAddress.ClassPath;
import io.vertebra.core.weights.WeightsAddress.Local;
import io.vertebra.core.weights.WeightsAddress.Remote;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Opens weights wherever they are. */
public final class WeightsOpener {
    private static final int MOST_BYTES = 1 << 30;

    private final RemoteFiles remote;

    WeightsOpener(RemoteFiles remote) {
        this.remote = remote;
    }

    /** Asks this process whether the network is allowed and where the cache folder is. */
    public static WeightsOpener system() {
        return new WeightsOpener(RemoteFiles.system());
    }

    /**
     * Opens a file; where a SHA-256 is stated, the content has it.
     *
     * @throws LoadException W-001 when it is not there, W-004 when it is another file, W-006 when it is on the network and that is
     *     not allowed or fails, and as {@link TensorSources#open(java.nio.file.Path)}
     */
    public TensorSource open(WeightsAddress address) {
        if (address instanceof Remote far) {
            return TensorSources.open(far.text(), FileContent.open(remote.fetch(far)));
        }
        if (address instanceof ClassPath resource) {
            return TensorSources.open(resource.text(), Content.of(read(resource)));
        }
        Local local = (Local) address;
        FileContent content = FileContent.open(local.file());
        if (local.sha256() != null) {
            try {
                require(local, Sha256.of(local.file()));
            } catch (LoadException e) {
                throw WeightsFaults.closing(content, e);
            }
        }
        return TensorSources.open(local.text(), content);
    }

    private static void require(WeightsAddress address, String received) {
        String expected = address instanceof Local local ? local.sha256() : ((ClassPath) address).sha256();
        if (expected != null) {
            Sha256.require(
                    address.text(),
                    expected,
                    received,
                    "use the file that was meant, or correct the sha256 of the recipe");
        }
    }

    private static byte[] read(ClassPath address) {
        ClassLoader loader = Objects.requireNonNullElse(
                Thread.currentThread().getContextClassLoader(), WeightsOpener.class.getClassLoader());
        try (InputStream in = loader.getResourceAsStream(address.resource())) {
            if (in == null) {
                throw WeightsFaults.unreadable(
                        address.text(),
                        "the weights must be on the class path",
                        null,
                        "state the resource from the root, without a slash before it");
            }
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw WeightsFaults.format(
                        address.text(),
                        "weights on the class path have at most " + MOST_BYTES + " bytes",
                        "more",
                        "ship them as a file and state its path");
            }
            require(address, Sha256.of(content));
            return content;
        } catch (IOException e) {
            throw WeightsFaults.io(address.text(), e);
        }
    }
}
