package io.vertebra.core.weights;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a weights file is. */
public sealed interface WeightsAddress {
    /** As users write it. */
    String text();

    /**
     * On this machine.
     *
     * @param file absolute
     * @param sha256 that the content must have, in hex; null when nobody states it
     */
    record Local(Path file, @Nullable String sha256) implements WeightsAddress {
        @Override
        public String text() {
            return file.toString();
        }
    }

    /**
     * A resource of the class path.
     *
     * @param resource from the root, without a slash before it
     * @param sha256 that the content must have, in hex; null when nobody states it
     */
    record ClassPath(String resource, @Nullable String sha256) implements WeightsAddress {
        @Override
        public String text() {
            return "classpath:" + resource;
        }
    }

    /**
     * On the network; fetched into the cache folder, where the network is allowed.
     *
     * @param uri of scheme https, or of scheme hf: {@code hf:owner/name/path} with {@code @revision} at the end if it is not main
     * @param sha256 that the content must have, in hex
     */
    record Remote(URI uri, String sha256) implements WeightsAddress {
        @Override
        public String text() {
            return uri.toString();
        }
    }
}
