package io.vertebra.core.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are being written under a name that nobody asked for. When the process is told to end meanwhile, by Ctrl-C for
 * instance, they are taken away: nobody would find them, and they may have gigabytes.
 */
final class Drafts {
    private static final Logger LOG = LoggerFactory.getLogger(Drafts.class);
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Drafts::discardAll, "vertebra-drafts"));
    }

    private Drafts() {}

    /** From now on the file goes with the process. */
    static void begin(Path draft) {
        OPEN.add(draft);
    }

    /** The file was moved or taken away. */
    static void end(Path draft) {
        OPEN.remove(draft);
    }

    static void discardAll() {
        for (Path draft : OPEN) {
            try {
                Files.deleteIfExists(draft);
            } catch (IOException e) {
                LOG.warn("a temporary file stays behind: {}", draft, e);
            }
        }
    }
}
