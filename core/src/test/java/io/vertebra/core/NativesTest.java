package io.vertebra.core;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The build hands every test JVM an engine that starts from unpacked natives. */
class NativesTest {

    @Test
    void engineStartsFromTheUnpackedNativesAndWritesNoCache() {
        try (NDManager manager = NDManager.newBaseManager()) {
            float[] sums = manager.ones(new Shape(2)).add(1).toFloatArray();
            assertThat(sums).containsExactly(2f, 2f);
        }
        assertThat(Engine.getInstance().getVersion()).isEqualTo(System.getenv("PYTORCH_VERSION"));
        assertThat(Files.exists(Path.of(System.getenv("DJL_CACHE_DIR")))).isFalse();
    }
}
