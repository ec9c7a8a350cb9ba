package io.vertebra.core.weights;

import io.vertebra.core.weights.PickleValue.Storage;
import java.io.IOException;

/** Where the bytes of storages are. */
interface Storages {
    /** Refuses a storage that is not there or has another size than the pickle claims. */
    void check(Storage storage);

    /** Its bytes, compared with their checksum if the file has one. */
    Content open(Storage storage) throws IOException;
}
