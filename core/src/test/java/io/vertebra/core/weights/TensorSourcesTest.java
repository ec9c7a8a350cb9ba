package io.vertebra.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.plugin.WeightsCard;
import io.vertebra.core.catalog.WeightsEntry;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorSourcesTest {
    private static final byte[] SAFETENSORS = WeightsFiles.safetensors(
            "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", WeightsFiles.floats(1, 2));
    private static final byte[] MANIFEST =
            "[{\"weights\":[{\"name\":\"w\",\"shape\":[2],\"dtype\":\"bool\"}],\"paths\":[\"w.bin\"]}]"
                    .getBytes(StandardCharsets.UTF_8);
    private static final byte[] SHARD = {1, 0};

    @TempDir
    Path folder;

    private final List<String> opened = new ArrayList<>();

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private WeightsEntry entry(String resource, Map<String, byte[]> listed, Map<String, byte[]> present) {
        Map<String, String> sums = new HashMap<>();
        listed.forEach((name, content) -> sums.put(name, Sha256.of(content)));
        WeightsCard card =
                new WeightsCard("tiny", resource, sums, "MIT", "made here", Dialect.FACE_API, Map.of(), null, "", "");
        return new WeightsEntry(card, "face", name -> {
            opened.add(name);
            if (!present.containsKey(name)) {
                throw new FileNotFoundException(name);
            }
            return new ByteArrayInputStream(present.get(name));
        });
    }

    @Test
    void knowsSafetensorsByContentWhateverTheName() throws IOException {
        try (TensorSource source = TensorSources.open(file("weights.bin", SAFETENSORS))) {
            assertThat(source.read("w")).containsExactly(1, 2);
        }
    }

    @Test
    void knowsBothFormatsOfPyTorchByContentWhateverTheName() throws IOException {
        for (String name : List.of("handmade-control.pth", "handmade-control-legacy.pth")) {
            try (TensorSource source = TensorSources.open(file("weights.safetensors", WeightsFiles.resource(name)))) {
                assertThat(source).isInstanceOf(PthSource.class);
                assertThat(source.read("w")).containsExactly(0.5f, -1.25f, 2, 3, -4, 5.75f);
            }
        }
    }

    @Test
    void saysWhatOtherFilesAre() throws IOException {
        Path pointer = file("a", "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> TensorSources.open(pointer))
                .hasMessageContaining(
                        "[W-003]\n    received: a Git LFS pointer\n    fix: fetch the file itself: git lfs pull");
        Path page = file("b.safetensors", "\n<!DOCTYPE html><html>".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> TensorSources.open(page)).hasMessageContaining("[W-003]\n    received: a web page");
        Path text = file("c", new byte[] {1, 2, 3});
        assertThatThrownBy(() -> TensorSources.open(text))
                .hasMessageContaining("[W-003]\n    received: something else");
        Path empty = file("d", new byte[0]);
        assertThatThrownBy(() -> TensorSources.open(empty)).hasMessageContaining("[W-002]\n    received: 0 bytes");
        assertThatThrownBy(() -> TensorSources.open(folder.resolve("nowhere"))).hasMessageContaining("[W-001]");
    }

    @Test
    void opensAManifestWithTheShardsBesideIt() throws IOException {
        Path manifest = file("m.json", MANIFEST);
        assertThatThrownBy(() -> TensorSources.open(manifest))
                .isInstanceOf(LoadException.class)
                .hasMessageStartingWith(manifest + ": every shard of the manifest must be there [W-001]\n"
                        + "    received: no 'w.bin'");
        file("w.bin", SHARD);
        try (TensorSource source = TensorSources.open(manifest)) {
            assertThat(source.format()).isEqualTo("tensorflow.js shards");
            assertThat(source.read("w")).containsExactly(1, 0);
        }
    }

    @Test
    void opensShardsAndTensorsOfAPlugin() {
        Map<String, byte[]> shards = Map.of("weights/m.json", MANIFEST, "weights/w.bin", SHARD);
        try (TensorSource source = TensorSources.open(entry("weights/m.json", shards, shards))) {
            assertThat(source.name()).isEqualTo("face:weights/m.json");
            assertThat(source.read("w")).containsExactly(1, 0);
        }
        Map<String, byte[]> one = Map.of("w.safetensors", SAFETENSORS);
        try (TensorSource source = TensorSources.open(entry("w.safetensors", one, one))) {
            assertThat(source.name()).isEqualTo("face:w.safetensors");
            assertThat(source.read("w")).containsExactly(1, 2);
        }
    }

    @Test
    void checksEveryFileOfTheCardOnEachLoad() {
        Map<String, byte[]> listed = Map.of("m.json", MANIFEST, "w.bin", SHARD, "z-labels.txt", new byte[] {1});
        Map<String, byte[]> present = new HashMap<>(listed);
        WeightsEntry entry = entry("m.json", listed, present);
        TensorSources.open(entry).close();
        TensorSources.open(entry).close();
        assertThat(opened).containsExactly("m.json", "w.bin", "z-labels.txt", "m.json", "w.bin", "z-labels.txt");

        present.put("z-labels.txt", new byte[] {2});
        assertThatThrownBy(() -> TensorSources.open(entry))
                .isInstanceOf(LoadException.class)
                .hasMessage("""
                        face:z-labels.txt: the SHA-256 of the file must be 4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a [W-004]
                            received: dbc1b4c900ffe48d575b5da5c638040125f65db0fe3e24494b76ea986457d986
                            fix: install the plugin again; if you changed its weights, change the card too""");
    }

    @Test
    void aFileOfTheCardThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> TensorSources.open(
                        entry("m.json", Map.of("m.json", MANIFEST, "w.bin", SHARD), Map.of("m.json", MANIFEST))))
                .isInstanceOf(LoadException.class)
                .hasMessage("""
                        face:w.bin: every file on the weights' card must be in the plugin [W-001]
                            fix: install the plugin again""");
    }

    @Test
    void aShardWithoutSha256IsNotRead() {
        Map<String, byte[]> listed = Map.of("m.json", MANIFEST);
        assertThatThrownBy(
                        () -> TensorSources.open(entry("m.json", listed, Map.of("m.json", MANIFEST, "w.bin", SHARD))))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("received: no 'w.bin'");
        assertThat(opened).containsExactly("m.json");
    }

    @Test
    void aUnknownFormatInAPluginIsNamed() {
        Map<String, byte[]> files = Map.of("w.h5", new byte[] {1, 2, 3, 4});
        assertThatThrownBy(() -> TensorSources.open(entry("w.h5", files, files)))
                .isInstanceOf(LoadException.class)
                .hasMessage("""
                        face:w.h5: weights are read from safetensors and PyTorch files [W-003]
                            received: something else
                            fix: convert it to safetensors""");
    }
}
