package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.core.plugin.LockFile;
import java.io.IOException;
import java.util.List;

/** Writes lock files for the verbs that do. */
final class LockFiles {
    private LockFiles() {}

    /** Written whole or not at all. */
    static void write(LockFile lock) {
        try {
            lock.write();
        } catch (IOException e) {
            Problem problem = Problem.of(ErrorCode.PLUGIN_LOCK, "the lock file can be written")
                    .at(Location.of(lock.file().toString()))
                    .received(e.getClass().getSimpleName() + ": " + e.getMessage())
                    .fix("make the plugins folder writable for this user");
            throw new LoadException(List.of(problem), e);
        }
    }
}
