package io.vertebra.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import io.vertebra.api.error.LoadException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Damaged files of every format: each loads or gives a coded problem, soon and without much memory. */
class FuzzTest {
    private static final int FILES = 2000;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long MOST_BYTES = 64L << 20;
    private static final String PICKLE = "data.pkl";

    private int refused;
    private int loaded;

    private static List<byte[]> seeds(String... names) {
        return Stream.of(names).map(WeightsFiles::resource).toList();
    }

    /** Opens each file and reads all its tensors. */
    private void run(Mutator mutator, Function<byte[], TensorSource> open) {
        assertTimeoutPreemptively(LIMIT, () -> {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            for (int i = 0; i < FILES; i++) {
                byte[] file = mutator.next();
                long before = threads.getCurrentThreadAllocatedBytes();
                try (TensorSource source = open.apply(file)) {
                    source.tensors().keySet().forEach(source::read);
                    loaded++;
                } catch (LoadException e) {
                    assertThat(e.problems()).isNotEmpty().allMatch(problem -> problem.at() != null);
                    refused++;
                }
                assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                        .as("file %d", i)
                        .isLessThan(MOST_BYTES);
            }
        });
        assertThat(refused + loaded).isEqualTo(FILES);
        assertThat(refused).as("refused").isGreaterThan(FILES / 2);
        assertThat(loaded).as("loaded").isPositive();
    }

    @Test
    void safetensors() {
        Mutator mutator = new Mutator(
                1,
                seeds(
                        "state-dict.safetensors",
                        "dtypes.safetensors",
                        "metadata.safetensors",
                        "zero-length.safetensors"));
        run(mutator, bytes -> SafetensorsSource.of("m.safetensors", bytes));
    }

    @Test
    void zipCheckpoints() {
        Mutator mutator = new Mutator(
                2, seeds("handmade-control.pth", "zip-views.pth", "zip-other-root.pth", "zip-nested-checkpoint.pth"));
        run(mutator, bytes -> PthSource.of("m.pth", bytes));
    }

    /** The checksum of the pickle is right here, so that the unpickler meets the damage. */
    @Test
    void picklesInZipCheckpoints() {
        Map<String, byte[]> parts = unpack(WeightsFiles.resource("zip-views.pth"));
        String pickle = parts.keySet().stream()
                .filter(name -> name.endsWith(PICKLE))
                .findFirst()
                .orElseThrow();
        List<byte[]> seeds = new ArrayList<>(List.of(parts.get(pickle)));
        for (String name : new String[] {"zip-nested-checkpoint.pth", "zip-protocol4.pth", "zip-parameters.pth"}) {
            unpack(WeightsFiles.resource(name)).forEach((entry, content) -> {
                if (entry.endsWith(PICKLE)) {
                    seeds.add(content);
                }
            });
        }
        run(new Mutator(3, seeds), bytes -> {
            parts.put(pickle, bytes);
            return PthSource.of("m.pth", pack(parts));
        });
    }

    @Test
    void legacyCheckpoints() {
        Mutator mutator = new Mutator(
                4, seeds("handmade-control-legacy.pth", "legacy-views.pth", "legacy-nested-checkpoint.pth"));
        run(mutator, bytes -> PthSource.of("m.pth", bytes));
    }

    @Test
    void shardManifests() {
        byte[] manifest = WeightsFiles.resource("face-api/face_landmark_68_tiny_model-weights_manifest.json");
        byte[] shard = WeightsFiles.resource("face-api/face_landmark_68_tiny_model.bin");
        run(
                new Mutator(5, List.of(manifest)),
                bytes -> QuantizedShardSource.open("m.json", bytes, path -> {
                    if (!path.endsWith("shard1") && !path.endsWith(".bin")) {
                        throw new FileNotFoundException(path);
                    }
                    return new ByteArrayInputStream(shard);
                }));
    }

    private static Map<String, byte[]> unpack(byte[] archive) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        Content content = Content.of(archive);
        try {
            for (var entry : ZipDirectory.read("m.pth", content, new Allowance("m.pth", archive.length))
                    .values()) {
                byte[] part = new byte[(int) entry.size()];
                entry.open("m.pth", content).at(0, part.length).get(part);
                parts.put(entry.name(), part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    private static byte[] pack(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
