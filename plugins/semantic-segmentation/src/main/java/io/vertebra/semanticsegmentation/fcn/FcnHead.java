package io.vertebra.semanticsegmentation.fcn;

import io.vertebra.api.error.WiringException;
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
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link Fcn} as a head: a class for each pixel of the network's input, read from c5. */
public final class FcnHead implements Head<FcnOptions> {
    private static final String ID = "fcn";
    private static final int QUARTER = 4;
    private static final Card CARD = Card.of(ID, "Fully convolutional segmentation head")
            .paper(
                    "Jonathan Long, Evan Shelhamer, Trevor Darrell",
                    "Fully Convolutional Networks for Semantic Segmentation, CVPR 2015",
                    2015)
            .reference("torchvision.models.segmentation.fcn.FCNHead")
            .deviations(
                    "One classifier on the last level and no skips from finer ones: torchvision has a dilated backbone instead,"
                            + " whose last level is as fine.",
                    "The classifier is a 3x3 convolution with batch norm before the 1x1 convolution, as torchvision's.",
                    "The dropout between them does nothing in prediction; it comes with training.");

    /** Stateless. */
    public FcnHead() {}

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public FcnOptions defaults() {
        return new FcnOptions(21, false);
    }

    @Override
    public FcnOptions tiny() {
        return new FcnOptions(3, false);
    }

    @Override
    public Set<PredictionKind> produces(FcnOptions options) {
        return Set.of(PredictionKind.MAPS);
    }

    @Override
    public int classes(FcnOptions options) {
        return options.classes();
    }

    /** {@code output} and, when it is built, {@code aux}: logits at the size of the network's input. */
    @Override
    public OutputSpec outputs(FcnOptions options, FeatureSpec in) {
        level(in, "c5");
        OutputSpec.Output logits = new OutputSpec.Output(OutputSpec.OUTPUT, "(N, K, H, W)", false);
        if (middle(options, in) == null) {
            return new OutputSpec(List.of(logits));
        }
        return new OutputSpec(List.of(logits, new OutputSpec.Output(Fcn.AUX, "(N, K, H, W)", true)));
    }

    private static @Nullable FeatureLevel middle(FcnOptions options, FeatureSpec in) {
        return options.aux() ? level(in, "c4") : null;
    }

    private static FeatureLevel level(FeatureSpec in, String name) {
        FeatureLevel level = in.require(name, FeatureKind.MAP, ID);
        if (level.channels() < QUARTER) {
            throw new WiringException(
                    ID + " works on a quarter of the channels of " + name,
                    level.channels() + " channels",
                    "at least " + QUARTER);
        }
        return level;
    }

    /** The parameters are named as in torchvision, so only the keys that a model may lack need a rule. */
    @Override
    public KeyMap keys(FcnOptions options, Dialect dialect) {
        return options.aux()
                ? KeyMap.same()
                : KeyMap.builder()
                        .ignore("aux_classifier.", "the auxiliary classifier, which only training uses")
                        .build();
    }

    @Override
    public Map<String, String> roots(FcnOptions options, Dialect dialect) {
        return dialect.equals(Dialect.TORCHVISION) ? Map.of("backbone", "backbone", "head", "") : Map.of();
    }

    @Override
    public Network build(FcnOptions options, FeatureSpec in, BuildContext context) {
        return new Fcn(level(in, "c5"), middle(options, in), options.classes());
    }

    /** The class with the largest logit, and its softmax as the confidence. */
    @Override
    public List<Predictions> decode(FcnOptions options, RawOutputs raw, DecodeContext context) {
        return Predictions.Maps.softmax(raw.get(OutputSpec.OUTPUT));
    }
}
