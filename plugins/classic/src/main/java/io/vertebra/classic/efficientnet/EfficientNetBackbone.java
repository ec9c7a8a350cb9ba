package io.vertebra.classic.efficientnet;

import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputRule;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.ClassifierChoice;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.Network;
import io.vertebra.api.plugin.BuildContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@link EfficientNet} as a backbone: levels c1 to c5. */
public final class EfficientNetBackbone implements Backbone<EfficientNetOptions> {
    private static final Card CARD = Card.of("efficientnet", "EfficientNet and EfficientNet-lite")
            .paper(
                    "Mingxing Tan, Quoc V. Le",
                    "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks, ICML 2019",
                    2019)
            .reference("torchvision efficientnet_b0; efficientnet_lite_pytorch 0.1.0 efficientnet-lite0")
            .deviations(
                    "No stochastic depth: it acts in training only.",
                    "TensorFlow's padding follows the size of each map; efficientnet_lite_pytorch pads as for 224x224"
                            + " whatever the size, which is the same for sides that are multiples of 32.");

    /** Stateless. */
    public EfficientNetBackbone() {}

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public EfficientNetOptions defaults() {
        return EfficientNetOptions.paper(1, 1);
    }

    @Override
    public EfficientNetOptions tiny() {
        return EfficientNetOptions.paper(0.25, 0.25);
    }

    @Override
    public Map<String, EfficientNetOptions> variants() {
        return Map.of(
                "efficientnet-b0", EfficientNetOptions.paper(1, 1),
                "efficientnet-lite0", EfficientNetOptions.lite(1, 1));
    }

    @Override
    public InputSpec inputs(EfficientNetOptions options) {
        return InputSpec.image(options.inChannels(), InputRule.atLeast(1));
    }

    @Override
    public FeatureSpec features(EfficientNetOptions options) {
        List<FeatureLevel> levels = new ArrayList<>();
        int stride = 2;
        for (int s = 0; s < Stage.TABLE.size(); s++) {
            stride *= Stage.TABLE.get(s).stride();
            if (Stage.TABLE.get(s).last()) {
                levels.add(FeatureLevel.map("c" + (levels.size() + 1), options.channels(s), stride));
            }
        }
        return new FeatureSpec(levels);
    }

    /** The head with the options that belong to this backbone; its keys stand at the top of every checkpoint. */
    @Override
    public ClassifierChoice classifier(EfficientNetOptions options) {
        return new ClassifierChoice(
                EfficientNetHead.ID,
                Map.of(
                        "channels", options.headChannels(),
                        "activation", options.activation(),
                        "norm-epsilon", options.normEpsilon()),
                Map.of(Dialect.TORCHVISION, "", Dialect.TIMM, "", Dialect.EFFICIENTNET_PYTORCH, ""));
    }

    @Override
    public KeyMap keys(EfficientNetOptions options, Dialect dialect) {
        return EfficientNetKeys.backbone(options, dialect);
    }

    @Override
    public Network build(EfficientNetOptions options, BuildContext context) {
        return new EfficientNet(options);
    }
}
