package io.vertebra.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.UsageException;
import io.vertebra.core.catalog.ResourceReader;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantizedShardSourceTest {
    private static final String MANIFEST = """
            [{"weights": [
               {"name": "q", "shape": [2, 2], "dtype": "float32",
                "quantization": {"scale": 0.1, "min": -1.5, "dtype": "uint8", "original_dtype": "float32"}},
               {"name": "raw", "shape": [2], "dtype": "float32"},
               {"name": "steps", "shape": [3], "dtype": "int32", "quantization": {"scale": 0.5, "min": -3, "dtype": "uint8"}}],
              "paths": ["a.bin", "b.bin"]},
             {"weights": [
               {"name": "wide", "shape": [], "dtype": "float32", "quantization": {"scale": 2, "min": 1, "dtype": "uint16"}},
               {"name": "half", "shape": [1], "dtype": "float32", "quantization": {"dtype": "float16"}},
               {"name": "yes", "shape": [2], "dtype": "bool"}],
              "paths": ["c.bin"]}]""";

    private static final byte[] A = {0, 1, (byte) 255, 15, 0, 0, (byte) 0x80, 0x3f, 0};
    private static final byte[] B = {0, 0, (byte) 0xc0, 0, 1, 7};
    private static final byte[] C = {(byte) 0xff, (byte) 0xff, 0, 0x3c, 0, 1};

    private static ResourceReader shards(Map<String, byte[]> files) {
        return path -> {
            if (!files.containsKey(path)) {
                throw new FileNotFoundException(path);
            }
            return new ByteArrayInputStream(files.get(path));
        };
    }

    private static QuantizedShardSource open(String manifest, byte[] a, byte[] b, byte[] c) {
        return QuantizedShardSource.open(
                "w.json",
                manifest.getBytes(StandardCharsets.UTF_8),
                shards(Map.of("a.bin", a, "b.bin", b, "c.bin", c)));
    }

    @Test
    void computesInDoubleAndRoundsOnce() {
        try (QuantizedShardSource source = open(MANIFEST, A, B, C)) {
            assertThat(source.tensors().keySet()).containsExactly("q", "raw", "steps", "wide", "half", "yes");
            assertThat(source.tensors().get("q")).isEqualTo(new TensorInfo(List.of(2L, 2L), StoredType.U8));
            assertThat(source.read("q"))
                    .containsExactly(-1.5f, (float) (0.1 - 1.5), (float) (255 * 0.1 - 1.5), (float) (15 * 0.1 - 1.5));
            assertThat(source.read("raw")).containsExactly(1, -2);
            assertThat(source.read("steps")).as("-3, -2.5 upwards, 0.5 upwards").containsExactly(-3, -2, 1);
            assertThat(source.read("wide")).containsExactly(131071);
            assertThat(source.read("half")).containsExactly(1);
            assertThat(source.read("yes")).containsExactly(0, 1);
        }
    }

    /** Values of face-api.js's small landmark model, computed with another program from the same files. */
    @Test
    void readsAPublishedModel() {
        String name = "face-api/face_landmark_68_tiny_model";
        byte[] shard = WeightsFiles.resource(name + ".bin");
        try (TensorSource source = QuantizedShardSource.open(
                "m.json",
                WeightsFiles.resource(name + "-weights_manifest.json"),
                shards(Map.of("face_landmark_68_tiny_model.bin", shard)))) {
            assertThat(source.tensors()).hasSize(28);
            float[] first = source.read("dense0/conv0/filters");
            assertThat(first).hasSize(864).startsWith(0.3687397241592407f).endsWith(0f);
            float[] last = source.read("fc/bias");
            assertThat(last).hasSize(136).startsWith(0.088760145008564f).endsWith(0.6346054077148438f);
            double sum = 0;
            for (float value : source.read("fc/weights")) {
                sum += value;
            }
            assertThat(sum).isEqualTo(380.04552060365677);
        }
    }

    @Test
    void shardsCutInHalfOrTooLongSayWhatIsThere() {
        assertThatThrownBy(() -> open(MANIFEST, A, Arrays.copyOf(B, B.length / 2), C))
                .isInstanceOf(LoadException.class)
                .hasMessage("""
                        w.json: the shards [a.bin, b.bin] must hold 15 bytes together [W-002]
                            received: 12 bytes
                            fix: copy or download the file again and compare its SHA-256""");
        assertThatThrownBy(() -> open(MANIFEST, A, B, Arrays.copyOf(C, C.length + 5)))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("the shards [c.bin] must hold 6 bytes together [W-002]\n    received: more");
        assertThatThrownBy(() -> open(MANIFEST, Arrays.copyOf(A, 400), B, C))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("received: more");
    }

    @Test
    void anAbsentShardIsNamed() {
        byte[] manifest = MANIFEST.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> QuantizedShardSource.open("w.json", manifest, shards(Map.of("a.bin", A))))
                .isInstanceOf(LoadException.class)
                .hasMessage("""
                        w.json: every shard of the manifest must be there [W-001]
                            received: no 'b.bin'
                            fix: add the shard; a plugin also lists it with its SHA-256 on the weights' card""");
    }

    @Test
    void everyShorterManifestIsRejected() {
        for (int length = 0; length < MANIFEST.length(); length++) {
            String cut = MANIFEST.substring(0, length);
            assertThat(catchThrowable(() -> open(cut, A, B, C))).as(cut).isInstanceOf(LoadException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | the manifest holds an array at '$' [W-002]",
                "[{\"weights\":[{\"name\":\"w\",\"shape\":[1]}]}] | a tensor of the manifest has name, dtype and shape [W-002]",
                "[{\"weights\":[{\"name\":\"w\",\"shape\":[1],\"dtype\":\"string\"}]}] | tensor 'w' has a type that is not read [W-003]",
                "[{\"weights\":[{\"name\":\"w\",\"shape\":[1],\"dtype\":\"float32\",\"quantization\":{\"dtype\":\"int4\"}}]}] | tensor 'w' has a type that is not read [W-003]",
                "[{\"weights\":[{\"name\":\"w\",\"shape\":[1],\"dtype\":\"float32\",\"quantization\":{\"dtype\":\"uint8\"}}]}] | tensor 'w' needs scale and min [W-002]",
                "[{\"weights\":[{\"name\":\"w\",\"shape\":[0],\"dtype\":\"bool\"},{\"name\":\"w\",\"shape\":[0],\"dtype\":\"bool\"}]}] | a tensor stands once in the manifest [W-002]",
                "[{\"weights\":[{\"name\":\"w\",\"shape\":[99999999,99999999,99999],\"dtype\":\"bool\"}]}] | tensor 'w' has fewer than 2^63 bytes [W-002]",
                "[{\"weights\":[{\"name\":\"w\",\"shape\":[99999999,999],\"dtype\":\"bool\"}]}] | the shards of a group hold at most 2147483631 bytes [W-003]",
                "[{\"weights\":[{\"name\":\"w\",\"shape\":[2147483631],\"dtype\":\"bool\"}],\"paths\":[\"a.bin\"]}] | the shards [a.bin] must hold 2147483631 bytes together [W-002]",
                "[{\"paths\":[\"../a.bin\"]}] | a shard stands in the folder of its manifest or below it [W-002]",
                "[{\"weights\":[{\"name\":\"w\",\"shape\":[1],\"dtype\":\"float32\",\"quantization\":{\"scale\":1e999}}]}] | the manifest holds a finite number at '$[0].weights[0].quantization.scale' [W-002]",
            })
    void saysWhichRuleIsBroken(String manifest, String rule) {
        assertThatThrownBy(() -> open(manifest, A, B, C))
                .isInstanceOf(LoadException.class)
                .hasMessageStartingWith("w.json: " + rule);
    }

    @Test
    void unknownKeysAreCoded() {
        assertThatThrownBy(() -> open(MANIFEST, A, B, C).read("p"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("received: 'p'");
    }
}
