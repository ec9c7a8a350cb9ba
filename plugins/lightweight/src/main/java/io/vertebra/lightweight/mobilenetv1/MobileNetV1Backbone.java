package io.vertebra.lightweight.mobilenetv1;

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

/** {@link MobileNetV1} as a backbone: levels c1 to c5. */
public final class MobileNetV1Backbone implements Backbone<MobileNetV1Options> {
    private static final Card CARD = Card.of("mobilenet-v1", "MobileNetV1: depthwise separable convolutions")
            .paper(
                    "Andrew G. Howard, Menglong Zhu, Bo Chen, Dmitry Kalenichenko, Weijun Wang, Tobias Weyand,"
                            + " Marco Andreetto, Hartwig Adam",
                    "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications, arXiv 1704.04861",
                    2017)
            .reference("timm mobilenetv1_100, pytorchcv mobilenet_w1")
            .deviations(
                    "The last depthwise convolution has stride 1: the s2 in the paper's table contradicts the sizes in it.");

    /** Stateless. */
    public MobileNetV1Backbone() {}

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public MobileNetV1Options defaults() {
        return MobileNetV1Options.width(1);
    }

    @Override
    public MobileNetV1Options tiny() {
        return MobileNetV1Options.width(0.25);
    }

    @Override
    public Map<String, MobileNetV1Options> variants() {
        return Map.of(
                "mobilenet-v1-0-75", MobileNetV1Options.width(0.75),
                "mobilenet-v1-0-5", MobileNetV1Options.width(0.5),
                "mobilenet-v1-0-25", MobileNetV1Options.width(0.25));
    }

    @Override
    public InputSpec inputs(MobileNetV1Options options) {
        return InputSpec.image(options.inChannels(), InputRule.atLeast(1));
    }

    @Override
    public FeatureSpec features(MobileNetV1Options options) {
        List<FeatureLevel> levels = new ArrayList<>();
        int stride = 2;
        for (int s = 0; s < Stage.TABLE.size(); s++) {
            Stage stage = Stage.TABLE.get(s);
            stride *= stage.stride();
            levels.add(FeatureLevel.map("c" + (s + 1), options.channels(stage.channels()), stride));
        }
        return new FeatureSpec(levels);
    }

    @Override
    public ClassifierChoice classifier(MobileNetV1Options options) {
        return new ClassifierChoice(
                "linear", Map.of(), Map.of(Dialect.TIMM, "classifier", Dialect.PYTORCHCV, "output"));
    }

    @Override
    public KeyMap keys(MobileNetV1Options options, Dialect dialect) {
        return MobileNetV1Keys.of(options, dialect);
    }

    @Override
    public Network build(MobileNetV1Options options, BuildContext context) {
        return new MobileNetV1(options);
    }
}
