package io.vertebra.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.core.Vertebra;
import io.vertebra.core.assembly.Blueprint;
import io.vertebra.core.plugin.LoadedPlugin;
import io.vertebra.core.recipe.Recipe;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** All nine plugins load through the path of third parties, and every model that they name can be put together. */
final class EveryModelIT {
    private static final List<String> THEMES = List.of(
            "attention",
            "classic",
            "detection",
            "face",
            "instance-segmentation",
            "lightweight",
            "portrait-segmentation",
            "pose",
            "semantic-segmentation");

    private static Vertebra vertebra;

    @BeforeAll
    static void open() {
        vertebra = Vertebra.open();
    }

    @AfterAll
    static void close() {
        vertebra.close();
    }

    @Test
    void nineThemesAreLoadedWithoutAProblem() {
        assertThat(vertebra.problems()).isEmpty();
        assertThat(vertebra.plugins())
                .filteredOn(plugin -> plugin.state() == LoadedPlugin.State.LOADED)
                .extracting(LoadedPlugin::name)
                .containsExactlyElementsOf(THEMES);
    }

    @Test
    void aThemeWithoutNetworksSaysSo() {
        assertThat(vertebra.plugins())
                .allSatisfy(plugin -> assertThat(plugin.descriptor()).hasValueSatisfying(descriptor -> {
                    if (descriptor.provides().isEmpty()) {
                        assertThat(descriptor.description()).contains("later version");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyModelIsProven() {
        List<String> models = vertebra.catalog().models().names();
        assertThat(models).contains("face-detector", "mobilenet-v1", "resnet152");
        return models.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Recipe recipe = vertebra.recipe(name);
                    Blueprint blueprint = vertebra.blueprint(recipe);
                    assertThat(recipe.name()).isEqualTo(name);
                    assertThat(blueprint.multiplyAdds()).isPositive();
                }));
    }
}
