package io.vertebra.tck.reference;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.model.Attention;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.InsertionPoint;
import io.vertebra.api.model.Position;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;
import io.vertebra.api.plugin.BuildContext;
import java.util.Set;

/** Squeeze and excitation. Not final: mutants change one thing. */
public class ReferenceAttention implements Attention<ReferenceAttention.Options> {
    /** What a recipe can choose. */
    public record Options(
            @Doc("how many times fewer channels the middle has") @Range(min = 1, max = 64)
            int reduction) {}

    @Override
    public Card card() {
        return Card.of("reference-attention", "A gate for each channel");
    }

    @Override
    public Options defaults() {
        return new Options(4);
    }

    @Override
    public Set<Position> positions(Options options) {
        return Set.of(Position.IN_BRANCH, Position.AFTER_BLOCK);
    }

    @Override
    public Position defaultPosition(Options options) {
        return Position.IN_BRANCH;
    }

    @Override
    public Symmetry symmetry(Options options) {
        return Symmetry.CHANNEL;
    }

    @Override
    public Network build(Options options, InsertionPoint at, BuildContext context) {
        return new Net(at.in(), Math.max(1, at.in() / options.reduction()));
    }

    /** The network. Not final: mutants change one thing. */
    public static class Net extends Network {
        private final Conv squeeze;
        private final Conv excite;

        /** Declares both convolutions. */
        public Net(int channels, int middle) {
            squeeze = conv("squeeze", conv(channels, middle));
            excite = conv("excite", conv(middle, channels));
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NDArray x = inputs.get("input");
            return NamedArrays.of("output", x.mul(pass.probe("gate", gate(pass, x))));
        }

        /** (N, C, 1, 1) in [0, 1]. */
        protected NDArray gate(Pass pass, NDArray x) {
            NDArray mean = pass.ops().globalAvgPool(x).expandDims(2).expandDims(3); // (N, C, 1, 1)
            NDArray y = pass.ops().relu(squeeze.run(pass, mean)); // (N, C/r, 1, 1)
            return pass.ops().sigmoid(excite.run(pass, y)); // (N, C, 1, 1)
        }
    }
}
