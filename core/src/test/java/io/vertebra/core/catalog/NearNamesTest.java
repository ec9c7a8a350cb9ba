package io.vertebra.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNamesTest {
    private static final List<String> NAMES =
            List.of("resnet18", "resnet50", "resnet101", "mobilenet-v2", "vgg16", "fpn", "pan");

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "abc, abc, 0",
        "abc, '', 3",
        "'', abc, 3",
        "resnet50, resnet5, 1",
        "resnet50, resnet05, 1", // neighbours swapped
        "kitten, sitting, 3",
        "ca, abc, 3", // optimal string alignment; 2 would be Damerau-Levenshtein's
    })
    void distanceCountsTypingErrors(String a, String b, int distance) {
        assertThat(NearNames.distance(a, b)).isEqualTo(distance);
        assertThat(NearNames.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void theNearestNamesComeFirstAtMostThree() {
        assertThat(NearNames.of("resnet5", NAMES)).containsExactly("resnet50", "resnet18");
        assertThat(NearNames.of("RESNET50", NAMES)).startsWith("resnet50");
        assertThat(NearNames.of("resnet", NAMES)).containsExactly("resnet101", "resnet18", "resnet50");
        assertThat(NearNames.of("npf", NAMES)).containsExactly("fpn");
        assertThat(NearNames.of("mobilenet", NAMES)).containsExactly("mobilenet-v2");
        assertThat(NearNames.of("transformer", NAMES)).isEmpty();
    }

    @Test
    void aQualifiedNameIsOfferedOnlyWhereItHelps() {
        List<String> names = List.of("classic/resnet50", "resnet50", "a/fpn", "b/fpn");
        assertThat(NearNames.of("resnet5", names)).containsExactly("resnet50");
        assertThat(NearNames.of("clasic/resnet50", names)).containsExactly("classic/resnet50");
        assertThat(NearNames.of("fpn", names)).containsExactly("a/fpn", "b/fpn");
    }

    @Test
    void veryLongNamesAreNearToNothing() {
        assertThat(NearNames.of("resnet50".repeat(1_000_000), NAMES)).isEmpty();
    }

    @Test
    void suggestionsReadAsTheFixOfAProblem() {
        assertThat(NearNames.suggest("resnet5", NAMES)).isEqualTo("did you mean resnet50, resnet18?");
        assertThat(NearNames.suggest("transformer", List.of("vgg16", "classic/vgg16", "alexnet")))
                .isEqualTo("one of alexnet, vgg16");
        assertThat(NearNames.suggest("x", List.of())).isEqualTo("nothing of this kind is installed");
    }

    @Test
    void aRegistryFindsListsAndSuggests() {
        Registry<String> registry = Registry.of(Map.of("b", "B", "p/b", "B", "a", "A", "q/a", "A", "p/c", "C1"));
        assertThat(registry.find("p/b")).contains("B");
        assertThat(registry.find("c")).isEmpty();
        assertThat(registry.names()).containsExactly("a", "b");
        assertThat(registry.all()).containsExactly("A", "B", "C1");
    }
}
