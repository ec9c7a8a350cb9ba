package io.vertebra.tck;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Card;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.options.NoOptions;
import io.vertebra.api.plugin.BuildContext;
import org.junit.jupiter.api.Test;

/** The check passes what is honest and fails what is not. */
final class DeclaredLevelsTest {
    /** Gives c1 with 8 channels at half the size, whatever it declares. */
    private record Halving(FeatureLevel declared) implements Backbone<NoOptions> {
        @Override
        public Card card() {
            return Card.of("halving", "Half the size");
        }

        @Override
        public NoOptions defaults() {
            return new NoOptions();
        }

        @Override
        public FeatureSpec features(NoOptions options) {
            return FeatureSpec.of(declared);
        }

        @Override
        public Network build(NoOptions options, BuildContext context) {
            return new Network() {
                private final Conv conv =
                        conv("conv", conv(3, 8).kernel(3).stride(2).padding(1));

                @Override
                public NamedArrays forward(Pass pass, NamedArrays inputs) {
                    NDArray image = inputs.get(InputSpec.IMAGE);
                    return NamedArrays.of("c1", conv.run(pass, image)); // (N, 8, H/2, W/2)
                }
            };
        }
    }

    private static void check(FeatureLevel declared) {
        DeclaredLevels.check(new Halving(declared), new NoOptions(), new ImageSize(33, 20));
    }

    @Test
    void anHonestBackbonePasses() {
        assertThatCode(() -> check(FeatureLevel.map("c1", 8, 2))).doesNotThrowAnyException();
    }

    @Test
    void anotherNameStrideOrNumberOfChannelsFails() {
        assertThatThrownBy(() -> check(FeatureLevel.map("c2", 8, 2))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check(FeatureLevel.map("c1", 8, 4))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check(FeatureLevel.map("c1", 9, 2)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("halving declares {c1=(1, 9, 10, 17)} for 33x20 and gives {c1=(1, 8, 10, 17)}");
    }
}
