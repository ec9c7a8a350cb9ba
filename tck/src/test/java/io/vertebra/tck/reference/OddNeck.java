package io.vertebra.tck.reference;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.error.WiringException;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.Neck;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.options.NoOptions;
import io.vertebra.api.plugin.BuildContext;

/** Odd but legal: no parameters, takes whatever map is the coarsest, gives a vector. */
public final class OddNeck implements Neck<NoOptions> {
    @Override
    public Card card() {
        return Card.of("odd-neck", "Unusual and right");
    }

    @Override
    public NoOptions defaults() {
        return new NoOptions();
    }

    @Override
    public FeatureSpec features(NoOptions options, FeatureSpec in) {
        FeatureLevel last = in.last();
        if (last.kind() != FeatureKind.MAP) {
            throw new WiringException("odd-neck needs a map as the last level", last.name(), "a backbone of maps");
        }
        return FeatureSpec.of(new FeatureLevel("pool", FeatureKind.VECTOR, last.channels(), 1, null));
    }

    @Override
    public Network build(NoOptions options, FeatureSpec in, BuildContext context) {
        return new Net(in.last().name());
    }

    private static final class Net extends Network {
        private final String level;

        Net(String level) {
            this.level = level;
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NDArray x = inputs.get(level); // (N, C, H, W)
            return NamedArrays.of("pool", pass.ops().globalAvgPool(x)); // (N, C)
        }
    }
}
