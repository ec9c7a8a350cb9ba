package sample;

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

public final class SampleAttention implements Attention<NoOptions> {
    @Override
    public Card card() {
        return Card.of("sample-attention", "A gate for each value");
    }

    @Override
    public NoOptions defaults() {
        return new NoOptions();
    }

    @Override
    public Set<Position> positions(NoOptions options) {
        return Set.of(Position.AFTER_BLOCK);
    }

    @Override
    public Position defaultPosition(NoOptions options) {
        return Position.AFTER_BLOCK;
    }

    @Override
    public Network build(NoOptions options, InsertionPoint at, BuildContext context) {
        return new Net(at.in());
    }

    private static final class Net extends Network {
        private final Conv gate;

        Net(int channels) {
            gate = conv("gate", conv(channels, channels));
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NDArray x = inputs.get("input"); // (N, C, H, W)
            return NamedArrays.of("output", x.mul(pass.ops().sigmoid(gate.run(pass, x))));
        }
    }
}
