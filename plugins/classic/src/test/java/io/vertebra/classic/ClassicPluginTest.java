package io.vertebra.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.model.Backbone;
import io.vertebra.api.plugin.RecipeResource;
import io.vertebra.api.plugin.VisionPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ClassicPluginTest {
    private static final String DESCRIPTOR = "/META-INF/vertebra/plugin.properties";

    @Test
    void theDescriptorNamesWhatThePluginProvides() throws IOException {
        VisionPlugin plugin = ServiceLoader.load(VisionPlugin.class).findFirst().orElseThrow();
        assertThat(plugin).isInstanceOf(ClassicPlugin.class);
        List<String> provided = new ArrayList<>();
        for (Backbone<?> backbone : plugin.backbones()) {
            provided.add("backbone:" + backbone.card().id());
            backbone.variants().keySet().forEach(name -> provided.add("backbone:" + name));
        }
        plugin.recipes().forEach(recipe -> provided.add("model:" + recipe.name()));
        Properties descriptor = new Properties();
        try (InputStream in = ClassicPlugin.class.getResourceAsStream(DESCRIPTOR)) {
            descriptor.load(in);
        }
        assertThat(descriptor.getProperty("id")).isEqualTo("classic");
        assertThat(descriptor.getProperty("provides").split(",")).containsExactlyInAnyOrderElementsOf(provided);
    }

    @Test
    void everyRecipeIsThereAndNamesItself() throws IOException {
        for (RecipeResource recipe : new ClassicPlugin().recipes()) {
            try (InputStream in = ClassicPlugin.class.getResourceAsStream("/" + recipe.resource())) {
                assertThat(in).as(recipe.resource()).isNotNull();
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("\nname: " + recipe.name() + "\n", "backbone: {type: " + recipe.name() + "}");
            }
        }
    }
}
