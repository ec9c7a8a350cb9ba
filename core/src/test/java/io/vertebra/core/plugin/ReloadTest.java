package io.vertebra.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.core.Vertebra;
import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that opens and closes plugins again and again does not grow. */
class ReloadTest {
    private static final int TIMES = 50;
    private static final int MOST_COLLECTIONS = 20;

    private static List<WeakReference<ClassLoader>> reload(Path plugins) {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            try (Vertebra vertebra = Vertebra.open(plugins)) {
                assertThat(vertebra.problems()).isEmpty();
                ClassLoader loader = vertebra.plugins()
                        .get(0)
                        .provider()
                        .orElseThrow()
                        .getClass()
                        .getClassLoader();
                assertThat(loader).isInstanceOf(PluginClassLoader.class);
                loaders.add(new WeakReference<>(loader, new ReferenceQueue<>()));
            }
        }
        return loaders;
    }

    @Test
    void closingFreesTheClassLoader(@TempDir Path plugins) throws IOException {
        TestJar.emptyPlugin("again").write(plugins.resolve("again.jar"));
        List<WeakReference<ClassLoader>> loaders = reload(plugins);
        for (int i = 0; i < MOST_COLLECTIONS && loaders.stream().anyMatch(loader -> loader.get() != null); i++) {
            System.gc();
        }
        assertThat(loaders)
                .hasSize(TIMES)
                .allSatisfy(loader -> assertThat(loader.get()).isNull());
    }
}
