package io.vertebra.classic.efficientnet;

import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.DecodeContext;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.Head;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.model.OutputSpec;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.api.nn.Network;
import io.vertebra.api.plugin.BuildContext;
import java.util.List;
import java.util.Set;

/** {@link EfficientNetTop} as a head: classes out of the last level, which is a map. */
public final class EfficientNetHead implements Head<EfficientNetHeadOptions> {
    static final String ID = "efficientnet";

    private static final Card CARD = Card.of(ID, "Classifier of EfficientNet: 1x1 convolution, mean, linear layer")
            .paper(
                    "Mingxing Tan, Quoc V. Le",
                    "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks, ICML 2019",
                    2019)
            .reference("torchvision efficientnet_b0; efficientnet_lite_pytorch 0.1.0 efficientnet-lite0")
            .deviations("No dropout: it acts in training only.");

    /** Stateless. */
    public EfficientNetHead() {}

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public EfficientNetHeadOptions defaults() {
        EfficientNetOptions b0 = EfficientNetOptions.paper(1, 1);
        return new EfficientNetHeadOptions(1000, b0.headChannels(), b0.activation(), b0.normEpsilon());
    }

    @Override
    public EfficientNetHeadOptions tiny() {
        return new EfficientNetHeadOptions(
                3, 8, defaults().activation(), defaults().normEpsilon());
    }

    @Override
    public Set<PredictionKind> produces(EfficientNetHeadOptions options) {
        return Set.of(PredictionKind.CLASSES);
    }

    @Override
    public int classes(EfficientNetHeadOptions options) {
        return options.classes();
    }

    /** {@code output}: logits, (N, K). */
    @Override
    public OutputSpec outputs(EfficientNetHeadOptions options, FeatureSpec in) {
        level(in);
        return OutputSpec.single("(N, K)");
    }

    private static FeatureLevel level(FeatureSpec in) {
        return in.require(in.last().name(), FeatureKind.MAP, ID);
    }

    @Override
    public KeyMap keys(EfficientNetHeadOptions options, Dialect dialect) {
        return EfficientNetKeys.head(dialect);
    }

    @Override
    public Network build(EfficientNetHeadOptions options, FeatureSpec in, BuildContext context) {
        return new EfficientNetTop(level(in), options);
    }

    @Override
    public List<Predictions> decode(EfficientNetHeadOptions options, RawOutputs raw, DecodeContext context) {
        return Predictions.Scores.softmax(raw.get(OutputSpec.OUTPUT));
    }
}
