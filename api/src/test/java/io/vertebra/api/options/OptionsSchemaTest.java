package io.vertebra.api.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OptionsSchemaTest {
    enum Padding {
        SYMMETRIC,
        TENSORFLOW_SAME
    }

    record Options(
            @Doc("number of classes") @Range(min = 1, max = 1000)
            int classes,

            @Range(min = 0, max = 1) float scoreThreshold,
            boolean aux,
            Padding padding,
            List<Integer> sizes,
            String levelName) {
        Options {
            sizes = List.copyOf(sizes);
            if (aux && classes == 1) {
                throw new IllegalArgumentException("an auxiliary head needs two classes");
            }
        }
    }

    private static final Options BASE = new Options(10, 0.5f, false, Padding.SYMMETRIC, List.of(1, 2), "c5");
    private final OptionsSchema<Options> schema = OptionsSchema.of(BASE);

    @Test
    void keysAreKebabCaseAndDescribed() {
        assertThat(schema.options())
                .extracting(Option::key)
                .containsExactly("classes", "score-threshold", "aux", "padding", "sizes", "level-name");
        assertThat(schema.options())
                .extracting(Option::describe)
                .containsExactly(
                        "a whole number from 1 to 1000",
                        "a number from 0 to 1",
                        "true or false",
                        "one of symmetric, tensorflow-same",
                        "a list, each a whole number",
                        "a text");
    }

    @Test
    void valuesOfARecipeReplaceThoseOfTheRecord() {
        Options changed = schema.with(
                BASE,
                Map.of(
                        "classes", value("classes", 3L),
                        "score-threshold", value("score-threshold", 1L),
                        "padding", value("padding", "tensorflow-same"),
                        "sizes", value("sizes", List.of(4L, 5L))));
        assertThat(changed).isEqualTo(new Options(3, 1f, false, Padding.TENSORFLOW_SAME, List.of(4, 5), "c5"));
    }

    @Test
    void aValueOutsideTheRangeNamesTheNearestOne() {
        assertThatThrownBy(() -> value("classes", 0L))
                .hasMessage("classes takes a whole number from 1 to 1000 [R-105]\n    received: 0\n    fix: 1");
        assertThatThrownBy(() -> value("score-threshold", 1.5))
                .hasMessage("score-threshold takes a number from 0 to 1 [R-105]\n    received: 1.5\n    fix: 1");
    }

    @Test
    void aValueOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> value("classes", "many"))
                .hasMessage("classes takes a whole number from 1 to 1000 [R-104]\n    received: many");
        assertThatThrownBy(() -> value("classes", 2.5)).isInstanceOf(OptionException.class);
        assertThatThrownBy(() -> value("sizes", List.of("x"))).isInstanceOf(OptionException.class);
        assertThatThrownBy(() -> value("aux", "yes")).isInstanceOf(OptionException.class);
        assertThatThrownBy(() -> value("padding", "valid"))
                .hasMessage("padding takes one of symmetric, tensorflow-same [R-105]\n    received: valid");
        assertThatThrownBy(() -> value("score-threshold", Double.NaN)).isInstanceOf(OptionException.class);
        assertThatThrownBy(() -> value("classes", 5_000_000_000L)).isInstanceOf(OptionException.class);
    }

    @Test
    void theRecordMayRefuseValuesTakenTogether() {
        assertThatThrownBy(() -> schema.with(BASE, Map.of("classes", 1, "aux", true)))
                .isInstanceOf(OptionException.class)
                .hasMessage("an auxiliary head needs two classes [R-107]");
    }

    @Test
    void aTypeThatNoRecipeCanStateIsRefused() {
        record Wrong(Thread thread) {}
        assertThatThrownBy(() -> OptionsSchema.of(new Wrong(Thread.currentThread())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Thread");
    }

    private Object value(String key, Object raw) {
        return schema.find(key).orElseThrow().convert(raw);
    }
}
