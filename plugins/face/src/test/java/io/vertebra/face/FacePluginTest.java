package io.vertebra.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.plugin.WeightsCard;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FacePluginTest {
    private static final String LICENCE = "/META-INF/vertebra/weights/face-api/LICENSE";

    @ParameterizedTest
    @ValueSource(strings = {"face-api-ssd-mobilenetv1", "face-api-tiny"})
    void theWeightsAreTheRecordedFiles(String name) throws NoSuchAlgorithmException {
        WeightsCard card = new FacePlugin()
                .weights().stream()
                        .filter(weights -> weights.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        assertThat(card.sha256()).hasSize(2);
        for (Map.Entry<String, String> file : card.sha256().entrySet()) {
            byte[] content = Checkpoint.bytes("/" + file.getKey());
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            assertThat(HexFormat.of().formatHex(digest)).as(file.getKey()).isEqualTo(file.getValue());
        }
        assertThat(new String(Checkpoint.bytes(LICENCE), StandardCharsets.UTF_8))
                .startsWith(card.licence());
    }
}
