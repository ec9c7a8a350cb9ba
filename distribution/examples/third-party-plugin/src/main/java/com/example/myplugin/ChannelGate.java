package com.example.myplugin;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.model.Attention;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.InsertionPoint;
import io.vertebra.api.model.Position;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.options.NoOptions;
import io.vertebra.api.plugin.BuildContext;
import java.util.Set;

/** Each channel is weighed by a number in [0, 1] that follows from the means of all channels. */
public final class ChannelGate implements Attention<NoOptions> {
    @Override
    public Card card() {
        return Card.of("my-plugin-gate", "A weight for each channel");
    }

    @Override
    public NoOptions defaults() {
        return new NoOptions();
    }

    @Override
    public Set<Position> positions(NoOptions options) {
        return Set.of(Position.IN_BRANCH, Position.AFTER_BLOCK);
    }

    @Override
    public Position defaultPosition(NoOptions options) {
        return Position.IN_BRANCH;
    }

    @Override
    public Symmetry symmetry(NoOptions options) {
        return Symmetry.CHANNEL;
    }

    @Override
    public Network build(NoOptions options, InsertionPoint at, BuildContext context) {
        return new Net(at.in());
    }

    private static final class Net extends Network {
        private final Conv mix;

        private Net(int channels) {
            mix = conv("mix", conv(channels, channels));
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NDArray x = inputs.get("input"); // (N, C, H, W)
            NDArray means = pass.ops().globalAvgPool(x).expandDims(2).expandDims(3); // (N, C, 1, 1)
            NDArray gate = pass.ops().sigmoid(mix.run(pass, means)); // (N, C, 1, 1)
            // A probe can be looked at by its name; the kit checks that a gate stays in [0, 1].
            return NamedArrays.of("output", x.mul(pass.probe("gate", gate)));
        }
    }
}
