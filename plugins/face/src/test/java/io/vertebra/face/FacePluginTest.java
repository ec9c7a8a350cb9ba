package io.vertebra.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.plugin.VisionPlugin;
import io.vertebra.api.plugin.WeightsCard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class FacePluginTest {
    @Test
    void theDescriptorNamesWhatThePluginProvides() throws IOException {
        VisionPlugin plugin = ServiceLoader.load(VisionPlugin.class).findFirst().orElseThrow();
        assertThat(plugin).isInstanceOf(FacePlugin.class);
        List<String> provided = new ArrayList<>();
        plugin.necks().forEach(neck -> provided.add("neck:" + neck.card().id()));
        plugin.heads().forEach(head -> provided.add("head:" + head.card().id()));
        plugin.recipes().forEach(recipe -> provided.add("model:" + recipe.name()));
        plugin.weights().forEach(weights -> provided.add("weights:" + weights.name()));
        Properties descriptor = new Properties();
        descriptor.load(new ByteArrayInputStream(Checkpoint.bytes("/META-INF/vertebra/plugin.properties")));
        assertThat(descriptor.getProperty("id")).isEqualTo("face");
        assertThat(descriptor.getProperty("provides").split(",")).containsExactlyInAnyOrderElementsOf(provided);
    }

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

    @Test
    void theRecipeNamesItsParts() {
        assertThat(new FacePlugin().recipes())
                .hasSize(1)
                .allSatisfy(recipe -> assertThat(
                                new String(Checkpoint.bytes("/" + recipe.resource()), StandardCharsets.UTF_8))
                        .contains(
                                "\nname: " + recipe.name() + "\n",
                                "type: "
                                        + new FacePlugin().necks().get(0).card().id(),
                                "type: "
                                        + new FacePlugin().heads().get(0).card().id(),
                                "weights: " + new FacePlugin().weights().get(0).name()));
    }
}
