package sample;

import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.Neck;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.options.NoOptions;
import io.vertebra.api.plugin.BuildContext;

public final class SampleNeck implements Neck<NoOptions> {
    @Override
    public Card card() {
        return Card.of("sample-neck", "Reduces the last level");
    }

    @Override
    public NoOptions defaults() {
        return new NoOptions();
    }

    @Override
    public FeatureSpec features(NoOptions options, FeatureSpec in) {
        return FeatureSpec.of(FeatureLevel.map("out", 4, in.last().stride()).sized(in.last().size()));
    }

    @Override
    public Network build(NoOptions options, FeatureSpec in, BuildContext context) {
        return new Net(in.last());
    }

    private static final class Net extends Network {
        private final FeatureLevel level;
        private final Conv conv;

        Net(FeatureLevel level) {
            this.level = level;
            conv = conv("conv", conv(level.channels(), 4));
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            return NamedArrays.of("out", conv.run(pass, inputs.get(level.name()))); // (N, 4, H, W)
        }
    }
}
