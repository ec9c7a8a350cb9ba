package io.vertebra.pose.simplebaseline;

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
import io.vertebra.api.model.Rewrite;
import io.vertebra.api.nn.Network;
import io.vertebra.api.plugin.BuildContext;
import io.vertebra.pose.simplebaseline.SimpleBaselineOptions.QuarterShift;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@link SimpleBaseline} as a head: one figure an image, a point for each joint. */
public final class SimpleBaselineHead implements Head<SimpleBaselineOptions> {
    private static final String ID = "simple-baseline";
    private static final String LEVEL = "c5";
    private static final Set<Dialect> WHOLE = Set.of(Dialect.OFFICIAL, Dialect.PYTORCHCV);
    private static final Card CARD = Card.of(ID, "Pose head: transposed convolutions to a heatmap for each joint")
            .paper(
                    "Bin Xiao, Haiping Wu, Yichen Wei",
                    "Simple Baselines for Human Pose Estimation and Tracking, ECCV 2018",
                    2018)
            .reference("microsoft/human-pose-estimation.pytorch, pose_resnet")
            .deviations(
                    "The heatmaps of the mirrored image are not averaged in: the paper's flip test costs a second forward and"
                            + " is an option of its evaluation.");

    /** Stateless. */
    public SimpleBaselineHead() {}

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public SimpleBaselineOptions defaults() {
        return new SimpleBaselineOptions(17, List.of(256, 256, 256), 4, QuarterShift.MICROSOFT);
    }

    @Override
    public SimpleBaselineOptions tiny() {
        return new SimpleBaselineOptions(3, List.of(8, 8), 4, QuarterShift.MICROSOFT);
    }

    @Override
    public Set<PredictionKind> produces(SimpleBaselineOptions options) {
        return Set.of(PredictionKind.KEYPOINTS);
    }

    /** One name a joint. */
    @Override
    public int classes(SimpleBaselineOptions options) {
        return options.joints();
    }

    @Override
    public OutputSpec outputs(SimpleBaselineOptions options, FeatureSpec in) {
        level(in);
        return OutputSpec.single("(N, J, 2^D H, 2^D W)");
    }

    private static FeatureLevel level(FeatureSpec in) {
        return in.require(LEVEL, FeatureKind.MAP, ID);
    }

    /** Whole models keep the head at the top. */
    @Override
    public Map<String, String> roots(SimpleBaselineOptions options, Dialect dialect) {
        return WHOLE.contains(dialect) ? Map.of("backbone", "", "head", "") : Map.of();
    }

    /** Its residual networks number their stages here, the stem 0, and name them where they classify. */
    @Override
    public List<Rewrite> rewrites(SimpleBaselineOptions options, Dialect dialect) {
        return dialect.equals(Dialect.PYTORCHCV)
                ? List.of(
                        new Rewrite("backbone.0.", "features.init_block."),
                        new Rewrite("backbone.*.", "features.stage*."))
                : List.of();
    }

    /** Ours are Microsoft's names; pytorchcv counts units and keeps each norm beside its convolution. */
    @Override
    public KeyMap keys(SimpleBaselineOptions options, Dialect dialect) {
        if (!dialect.equals(Dialect.PYTORCHCV)) {
            return KeyMap.same();
        }
        KeyMap.Builder keys = KeyMap.builder().module("final_layer", "decoder.final_block");
        for (int i = 0; i < options.deconvChannels().size(); i++) {
            String unit = "decoder.unit" + (i + 1);
            keys.module(SimpleBaseline.deconv(3 * i), unit + ".conv");
            keys.module(SimpleBaseline.deconv(3 * i + 1), unit + ".bn");
        }
        return keys.build();
    }

    @Override
    public Network build(SimpleBaselineOptions options, FeatureSpec in, BuildContext context) {
        return new SimpleBaseline(level(in), options);
    }

    @Override
    public List<Predictions> decode(SimpleBaselineOptions options, RawOutputs raw, DecodeContext context) {
        return new HeatmapPeaks(options.quarterShift(), context.input()).read(raw.get(OutputSpec.OUTPUT));
    }
}
