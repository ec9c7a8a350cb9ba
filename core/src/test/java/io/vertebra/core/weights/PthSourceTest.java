package io.vertebra.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user is told, and where the parameters are among other tensors. */
class PthSourceTest {
    private static PthSource fixture(String name) {
        return PthSource.of(name, WeightsFiles.resource(name));
    }

    /** A ZIP checkpoint with this pickle and no storage. */
    private static byte[] zip(byte[] pickle, String... more) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(pickle);
            for (int i = 0; i < more.length; i += 2) {
                zip.putNextEntry(new ZipEntry(more[i]));
                zip.write(more[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] pickle(String body) {
        return ("\u0080\u0002" + body).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String message(String name) {
        try (PthSource source = fixture(name)) {
            return "loaded " + source.tensors().keySet();
        } catch (LoadException e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "zip-nested-checkpoint.pth, state_dict/",
        "legacy-nested-checkpoint.pth, model/",
        "zip-state-dict.pth, ''",
        "zip-module-prefix.pth, ''"
    })
    void findsTheStateDict(String name, String prefix) {
        try (PthSource source = fixture(name)) {
            assertThat(source.parameters()).isEqualTo(prefix);
            assertThat(source.tensors().keySet()).anyMatch(key -> key.startsWith(prefix));
        }
    }

    @Test
    void aClassOfAnotherProjectIsNamed() {
        assertThat(message("hostile-unknown-global.pth")).isEqualTo("""
                hostile-unknown-global.pth: a checkpoint holds tensors in plain containers, and nothing else is made from a file [W-003]
                    received: 'my_project.models.Net'
                    fix: in the program that made the file: torch.save(model.state_dict(), path)""");
    }

    @Test
    void everySpellingOfACallIsRefusedByItsName() {
        for (String name : new String[] {
            "hostile-os-system.pth",
            "hostile-os-system-legacy.pth",
            "hostile-stack-global.pth",
            "hostile-inst-opcode.pth",
            "hostile-obj-opcode.pth"
        }) {
            assertThat(message(name)).as(name).containsPattern("received: '(os|posix)\\.system'");
        }
        assertThat(message("hostile-builtins-eval.pth")).contains("received: 'builtins.eval'");
        assertThat(message("hostile-unknown-storage-type.pth")).contains("received: 'torch.EvilStorage'");
    }

    @Test
    void sizesAreComparedBeforeAnythingIsMade() {
        assertThat(message("hostile-wrong-storage-size.pth")).isEqualTo("""
                hostile-wrong-storage-size.pth: storage '0' has 40 bytes [W-002]
                    received: 24 bytes
                    fix: copy or download the file again and compare its SHA-256""");
        assertThat(message("hostile-declared-tensor-1gib.pth")).isEqualTo("""
                hostile-declared-tensor-1gib.pth: storage '0' has 1073741824 bytes [W-002]
                    received: 24 bytes
                    fix: copy or download the file again and compare its SHA-256""");
        assertThat(message("hostile-expand-bomb.pth")).isEqualTo("""
                hostile-expand-bomb.pth: a tensor that repeats elements has at most 1048576 [W-002]
                    received: shape [1073741824] over 6 elements
                    fix: copy or download the file again and compare its SHA-256""");
        assertThat(message("hostile-huge-string.pth")).isEqualTo("""
                hostile-huge-string.pth: the pickle is cut off: 4611686018427387904 more bytes are wanted at byte 11 [W-002]
                    received: 4 bytes
                    fix: copy or download the file again and compare its SHA-256""");
    }

    @Test
    void aTruncatedFileIsCalledCutOff() {
        assertThat(message("hostile-truncated-zip.pth")).isEqualTo("""
                hostile-truncated-zip.pth: the file is cut off: a ZIP file ends with its table of contents [W-002]
                    received: none
                    fix: copy or download the file again and compare its SHA-256""");
        assertThat(message("hostile-truncated-legacy.pth")).isEqualTo("""
                hostile-truncated-legacy.pth: the file is cut off: storage '0' has 24 bytes [W-002]
                    received: 15 bytes
                    fix: copy or download the file again and compare its SHA-256""");
    }

    @Test
    void otherArchivesAreNamed() throws IOException {
        byte[] script = zip(pickle("}."), "archive/constants.pkl", "");
        assertThatThrownBy(() -> PthSource.of("m.pt", script)).hasMessage("""
                m.pt: a checkpoint holds tensors and no program [W-003]
                    received: a TorchScript program
                    fix: save its tensors: torch.save(torch.jit.load(path).state_dict(), other)""");
        byte[] big = zip(pickle("}."), "archive/byteorder", "big");
        assertThatThrownBy(() -> PthSource.of("m.pt", big)).hasMessage("""
                m.pt: the values of a checkpoint are little-endian [W-003]
                    received: 'big'
                    fix: save it on another machine""");
        byte[] pickle = pickle("}.");
        assertThatThrownBy(() -> PthSource.of("m.pt", pickle)).hasMessage("""
                m.pt: a checkpoint of PyTorch begins with its magic number [W-003]
                    received: another pickle
                    fix: name a file that torch.save has written, or safetensors""");
    }

    @Test
    void aSharedDictionaryThatDoublesAtEachLevelIsRefused() throws IOException {
        StringBuilder body = new StringBuilder("}");
        for (int i = 0; i < 15; i++) {
            char slot = (char) i;
            body.append("q").append(slot).append('}').append("(");
            for (int k = 0; k < 9; k++) {
                body.append('K').append((char) k).append('h').append(slot);
            }
            body.append('u');
        }
        byte[] file = zip(pickle(body.append('.').toString()));
        assertThatThrownBy(() -> PthSource.of("m.pt", file)).hasMessage("""
                m.pt: a file describes no more than fits its own length [W-002]
                    received: more
                    fix: copy or download the file again and compare its SHA-256""");
    }

    /** Deflated, both files are small: what they would become must not be made. */
    @Test
    void whatInflatesBeyondMeasureIsRefusedCheaply() throws IOException {
        String steps = "]".repeat(20_000_000);
        byte[] manySteps = zip(pickle(steps + "."));
        byte[] manyBytes = zip(
                pickle("ctorch._utils\n_rebuild_tensor_v2\n((U\u0007storagectorch\nByteStorage\nU\u00010U\u0003cpu"
                        + "J\0\0\0\u0005tQK\0(J\0\0\0\u0005t(K\u0001tNNtR."),
                "archive/data/0",
                "\0".repeat(5 << 24));
        assertThat(manySteps).hasSizeLessThan(100_000);
        assertThat(manyBytes).hasSizeLessThan(100_000);
        assertThat(costOf(manySteps)).isLessThan(64L << 20);
        assertThat(costOf(manyBytes)).isLessThan(64L << 20);
        assertThatThrownBy(() -> PthSource.of("m.pth", manySteps))
                .hasMessageContaining("a file describes no more than fits its own length [W-002]");
        assertThatThrownBy(() -> PthSource.of("m.pth", manyBytes))
                .hasMessageContaining("a compressed file grows to at most 100 times its size [W-002]\n"
                        + "    received: 'archive/data/0' from ");
    }

    private static long costOf(byte[] file) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> PthSource.of("m.pth", file)).isInstanceOf(LoadException.class);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void aChangedByteOfAStorageIsFound() {
        byte[] bytes = WeightsFiles.resource("handmade-control.pth");
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\0\0\0?") + 3;
        bytes[at] ^= 1;
        try (PthSource source = PthSource.of("m.pth", bytes)) {
            assertThatThrownBy(() -> source.read("w"))
                    .isInstanceOf(LoadException.class)
                    .hasMessageStartingWith("m.pth: the CRC-32 of 'archive/data/0' must be d5e9731e [W-002]");
        }
    }

    @Test
    void aKeyThatIsNotThereIsTheCallersMistake() {
        try (PthSource source = fixture("handmade-control.pth")) {
            assertThatThrownBy(() -> source.read("x"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("received: 'x'");
        }
    }
}
