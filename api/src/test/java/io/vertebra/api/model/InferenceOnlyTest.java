package io.vertebra.api.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.UsageException;
import io.vertebra.api.geometry.ImageSize;
import org.junit.jupiter.api.Test;

final class InferenceOnlyTest {
    @Test
    void theRefusalNamesTheHeadAndAWayOut() {
        UsageException refusal = Inference.only("linear");
        assertThatThrownBy(() -> {
                    throw refusal;
                })
                .hasMessage("head linear is for inference only [M-005]\n"
                        + "    received: a call of encode or losses\n"
                        + "    fix: a head whose trains() is true");
    }

    @Test
    void aMapHasALabelForEachPixel() {
        assertThatThrownBy(() -> new Truth.LabelMap(new ImageSize(3, 2), new int[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("5 labels for the pixels of 3x2");
    }
}
