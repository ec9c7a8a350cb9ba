package io.vertebra.core.weights;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.core.weights.WeightsAddress.Remote;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Files of the network in the cache folder, under their SHA-256. A file that is there and has its SHA-256 costs no connection; a
 * connection is made only where somebody allowed it, over https only.
 */
final class RemoteFiles {
    private static final String HUB = "https://huggingface.co/";
    private static final int CONNECT_MILLIS = 20_000;
    private static final int READ_MILLIS = 60_000;
    private static final int CHUNK_BYTES = 1 << 16;
    private static final long LARGEST = 16L << 30;

    private final Surroundings surroundings;
    private final UnaryOperator<URI> location;

    /**
     * Files at other places than their addresses say, for tests without a network.
     *
     * @param location from an https address to where it is
     */
    RemoteFiles(Surroundings surroundings, UnaryOperator<URI> location) {
        this.surroundings = surroundings;
        this.location = location;
    }

    static RemoteFiles system() {
        return new RemoteFiles(Surroundings.system(), UnaryOperator.identity());
    }

    /** The file in the cache, with the SHA-256 of its address. */
    Path fetch(Remote address) {
        String sum = address.sha256().toLowerCase(Locale.ROOT);
        Path cached = surroundings.cache().resolve("weights").resolve(sum);
        boolean there = Files.isRegularFile(cached);
        if (there && Sha256.of(cached).equals(sum)) {
            return cached;
        }
        if (!surroundings.networkAllowed()) {
            throw there ? damaged(cached, sum) : forbidden(address);
        }
        download(address, sum, cached);
        return cached;
    }

    private static LoadException forbidden(Remote address) {
        return WeightsFaults.load(
                ErrorCode.WEIGHTS_NETWORK,
                address.text(),
                "these weights are on the network, which nobody allowed, and not yet in the cache",
                "no switch",
                "vertebra --network, VERTEBRA_NETWORK=1 or -D" + Surroundings.NETWORK
                        + "=true; or download the file and" + " state its path",
                null);
    }

    private static LoadException damaged(Path cached, String sum) {
        return WeightsFaults.load(
                ErrorCode.WEIGHTS_CHECKSUM,
                cached.toString(),
                "the SHA-256 of the file must be " + sum,
                Sha256.of(cached),
                "delete the file and allow the network once with --network",
                null);
    }

    /** The address of the web; {@code hf:owner/name/path@revision} stands for a file of the hub. */
    static URI web(URI uri) {
        if (!"hf".equals(uri.getScheme())) {
            return uri;
        }
        String path = uri.getRawSchemeSpecificPart();
        int at = path.lastIndexOf('@');
        String revision = at < 0 ? "main" : path.substring(at + 1);
        String[] names = (at < 0 ? path : path.substring(0, at)).split("/", 3);
        return URI.create(HUB + names[0] + "/" + names[1] + "/resolve/" + revision + "/" + names[2]);
    }

    private void download(Remote address, String sum, Path cached) {
        Path draft = cached.resolveSibling(sum + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.createDirectories(cached.getParent());
        } catch (IOException e) {
            throw notWritable(cached, e);
        }
        Drafts.begin(draft);
        try {
            String received = copy(address, draft);
            Sha256.require(
                    address.text(), sum, received, "correct the sha256 of the recipe, if the file is the right one");
            Files.move(draft, cached, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw discarding(draft, notWritable(cached, e));
        } catch (LoadException e) {
            throw discarding(draft, e);
        } finally {
            Drafts.end(draft);
        }
    }

    private static LoadException notWritable(Path cached, IOException e) {
        return WeightsFaults.load(
                ErrorCode.OUTPUT_NOT_WRITABLE,
                cached.toString(),
                "the cache folder must be writable and have room",
                e.getClass().getSimpleName() + ": " + e.getMessage(),
                "VERTEBRA_CACHE=FOLDER with another folder",
                e);
    }

    private static LoadException discarding(Path draft, LoadException fault) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
        return fault;
    }

    /** Writes the body and gives its SHA-256; what the network does wrong is told apart from what the disk does. */
    private String copy(Remote address, Path draft) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (OutputStream out = Files.newOutputStream(draft);
                InputStream in = open(address)) {
            byte[] chunk = new byte[CHUNK_BYTES];
            long total = 0;
            for (int read = read(address, in, chunk); read >= 0; read = read(address, in, chunk)) {
                total += read;
                if (total > LARGEST) {
                    throw failed(address, "more than " + LARGEST + " bytes", null);
                }
                digest.update(chunk, 0, read);
                out.write(chunk, 0, read);
            }
        }
        return Sha256.hex(digest);
    }

    private static int read(Remote address, InputStream in, byte[] chunk) {
        try {
            return in.read(chunk);
        } catch (IOException e) {
            throw failed(address, e.getClass().getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private InputStream open(Remote address) {
        try {
            URLConnection connection =
                    location.apply(web(address.uri())).toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            if (connection instanceof HttpURLConnection http && http.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw failed(address, "status " + http.getResponseCode(), null);
            }
            return connection.getInputStream();
        } catch (IOException e) {
            throw failed(address, e.getClass().getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private static LoadException failed(Remote address, String received, @Nullable Throwable cause) {
        return WeightsFaults.load(
                ErrorCode.WEIGHTS_NETWORK,
                address.text(),
                "the weights must be at their address",
                received,
                "check the address and the connection; or download the file and state its path",
                cause);
    }
}
