package io.vertebra.core.catalog;

import java.io.IOException;
import java.io.InputStream;

/** Opens resources of a plugin. */
@FunctionalInterface
public interface ResourceReader {
    /**
     * Opens one; the caller closes it.
     *
     * @throws java.io.FileNotFoundException when the plugin has no such resource
     */
    InputStream open(String resource) throws IOException;
}
