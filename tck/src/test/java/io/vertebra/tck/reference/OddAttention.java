package io.vertebra.tck.reference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.model.Attention;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.InsertionPoint;
import io.vertebra.api.model.Position;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.options.NoOptions;
import io.vertebra.api.plugin.BuildContext;
import java.util.Set;

/** Odd but legal: one weight a pixel, and nothing at all until its only parameter has left zero. */
public final class OddAttention implements Attention<NoOptions> {
    @Override
    public Card card() {
        return Card.of("odd-attention", "Unusual and right");
    }

    @Override
    public NoOptions defaults() {
        return new NoOptions();
    }

    @Override
    public Set<Position> positions(NoOptions options) {
        return Set.of(Position.AFTER_STAGE);
    }

    @Override
    public Position defaultPosition(NoOptions options) {
        return Position.AFTER_STAGE;
    }

    @Override
    public boolean identityAtStart(NoOptions options) {
        return true;
    }

    @Override
    public Symmetry symmetry(NoOptions options) {
        return Symmetry.SPATIAL;
    }

    @Override
    public Network build(NoOptions options, InsertionPoint at, BuildContext context) {
        return new Net();
    }

    private static final class Net extends Network {
        private final Parameter strength = parameter("strength", new Shape(1), Parameter.Role.BIAS);

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NDArray x = inputs.get("input");
            NDArray mean = x.mean(new int[] {1}).expandDims(1); // (N, 1, H, W)
            NDArray weight = pass.ops().tanh(mean).mul(pass.value(strength)).add(1); // (N, 1, H, W)
            return NamedArrays.of("output", x.mul(weight));
        }
    }
}
