package io.vertebra.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.plugin.WeightsCard;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FacePluginTest {
    @Test
    void theWeightsAreTheRecordedFiles() throws NoSuchAlgorithmException {
        WeightsCard card = new FacePlugin().weights().get(0);
        assertThat(card.sha256()).hasSize(2);
        for (Map.Entry<String, String> file : card.sha256().entrySet()) {
            byte[] content = Checkpoint.bytes("/" + file.getKey());
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            assertThat(HexFormat.of().formatHex(digest)).as(file.getKey()).isEqualTo(file.getValue());
        }
        String licence =
                new String(Checkpoint.bytes("/META-INF/vertebra/weights/face-api/LICENSE"), StandardCharsets.UTF_8);
        assertThat(licence).startsWith(card.licence());
    }
}
