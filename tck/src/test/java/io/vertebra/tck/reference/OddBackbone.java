package io.vertebra.tck.reference;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputRule;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Card;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.options.NoOptions;
import io.vertebra.api.plugin.BuildContext;

/** Odd but legal: one grey channel, one level with a name of its own, sizes rounded down, no batch norm, sizes 4 k + 1. */
public final class OddBackbone implements Backbone<NoOptions> {
    @Override
    public Card card() {
        return Card.of("odd-backbone", "Unusual and right");
    }

    @Override
    public NoOptions defaults() {
        return new NoOptions();
    }

    @Override
    public InputSpec inputs(NoOptions options) {
        return InputSpec.image(1, new InputRule(5, 4, 1, null));
    }

    @Override
    public FeatureSpec features(NoOptions options) {
        return FeatureSpec.of(FeatureLevel.map("stage0", 3, 2));
    }

    @Override
    public Network build(NoOptions options, BuildContext context) {
        return new Net();
    }

    private static final class Net extends Network {
        private final Conv only = conv("only", conv(1, 3).kernel(2).stride(2));

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NDArray x = inputs.get(InputSpec.IMAGE);
            return NamedArrays.of("stage0", pass.ops().tanh(only.run(pass, x))); // (N, 3, floor(H/2), floor(W/2))
        }
    }
}
