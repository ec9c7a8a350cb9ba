package io.vertebra.api.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LayerTest {
    private static final class Block extends UnaryLayer {
        private final ConvNorm stem = convNorm(
                "conv1", "bn1", ConvSpec.conv(3, 8).kernel(3).stride(2).padding(1), NormSpec.DEFAULT, Activation.RELU);
        private final Sequence body = child("layer1", new Sequence(List.of(new Linear(8, 4), new Linear(4, 2))));

        @Override
        public NDArray run(Pass pass, NDArray x) {
            return body.run(pass, stem.run(pass, x));
        }
    }

    @Test
    void parametersHaveTheNamesOfTheCheckpoint() {
        assertThat(new Block().parameters().keySet())
                .containsExactly(
                        "conv1.weight",
                        "bn1.weight",
                        "bn1.bias",
                        "bn1.running_mean",
                        "bn1.running_var",
                        "layer1.0.weight",
                        "layer1.0.bias",
                        "layer1.1.weight",
                        "layer1.1.bias");
    }

    @Test
    void shapesAreKnownAtConstruction() {
        assertThat(new Block().parameters().get("conv1.weight").shape()).isEqualTo(new Shape(8, 3, 3, 3));
        assertThat(new Block().parameters().get("layer1.1.weight").shape()).isEqualTo(new Shape(2, 4));
    }

    @Test
    void countsLeaveOutRunningStatistics() {
        assertThat(new Block().trainableSize()).isEqualTo(8 * 3 * 9 + 8 + 8 + 8 * 4 + 4 + 4 * 2 + 2);
    }

    @Test
    void aNameCanBeGivenOnce() {
        final class Twice extends Network {
            Twice() {
                conv("conv", ConvSpec.conv(1, 1));
                conv("conv", ConvSpec.conv(1, 1));
            }

            @Override
            public NamedArrays forward(Pass pass, NamedArrays inputs) {
                return inputs;
            }
        }

        assertThatThrownBy(Twice::new).hasMessageContaining("two children named conv");
    }
}
