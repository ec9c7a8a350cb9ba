package io.vertebra.core.builtin;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.WiringException;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.DecodeContext;
import io.vertebra.api.model.Head;
import io.vertebra.api.model.OutputSpec;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;
import io.vertebra.api.plugin.BuildContext;
import java.util.List;
import java.util.Set;

/**
 * The classifier of ResNet and most networks after it: the mean of the last map, then one linear layer. A vector goes into the
 * linear layer as it is.
 */
final class LinearHead implements Head<LinearHead.Options> {
    private static final String ID = "linear";

    record Options(@Range(min = 1) @Doc("number of classes") int classes) {}

    @Override
    public Card card() {
        return Card.of(ID, "Linear classifier on the mean of the last level").reference("torchvision's fc of ResNet");
    }

    @Override
    public Options defaults() {
        return new Options(1000);
    }

    @Override
    public Options tiny() {
        return new Options(3);
    }

    /** {@code output}: logits, (N, K). */
    @Override
    public OutputSpec outputs(Options options, FeatureSpec in) {
        level(in);
        return OutputSpec.single("(N, K)");
    }

    @Override
    public Set<PredictionKind> produces(Options options) {
        return Set.of(PredictionKind.CLASSES);
    }

    @Override
    public int classes(Options options) {
        return options.classes();
    }

    @Override
    public Network build(Options options, FeatureSpec in, BuildContext context) {
        return new LinearNetwork(level(in), options.classes());
    }

    private static FeatureLevel level(FeatureSpec in) {
        FeatureLevel level = in.last();
        if (level.kind() == FeatureKind.TOKENS) {
            throw new WiringException(
                    ID + " needs a map or a vector as the last level",
                    level.name() + " as " + level.kind(),
                    "a head for tokens, or a part before it that pools them");
        }
        return level;
    }

    /** Parameters {@code weight} (K, C) and {@code bias} (K), without a name in front, as a checkpoint's {@code fc} has them. */
    private static final class LinearNetwork extends Network {
        private final FeatureLevel level;
        private final Parameter weight;
        private final Parameter bias;

        LinearNetwork(FeatureLevel level, int classes) {
            this.level = level;
            weight = parameter("weight", new Shape(classes, level.channels()), Parameter.Role.WEIGHT);
            bias = parameter("bias", new Shape(classes), Parameter.Role.BIAS);
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NDArray x = inputs.get(level.name());
            NDArray pooled = level.kind() == FeatureKind.MAP ? pass.ops().globalAvgPool(x) : x; // (N, C)
            return NamedArrays.of(OutputSpec.OUTPUT, pass.ops().linear(pooled, pass.value(weight), pass.value(bias)));
        }
    }

    /** Softmax of each row. */
    @Override
    public List<Predictions> decode(Options options, RawOutputs raw, DecodeContext context) {
        return Predictions.Scores.softmax(raw.get(OutputSpec.OUTPUT));
    }
}
