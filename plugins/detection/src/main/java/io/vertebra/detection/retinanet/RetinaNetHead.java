package io.vertebra.detection.retinanet;

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
import io.vertebra.detection.retinanet.RetinaNetOptions.AnchorForm;
import io.vertebra.detection.retinanet.RetinaNetOptions.Norm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@link RetinaNet} as a head on the levels of a pyramid. */
public final class RetinaNetHead implements Head<RetinaNetOptions> {
    private static final String ID = "retinanet";
    private static final Card CARD = Card.of(ID, "Dense detection head with anchors, trained by the focal loss")
            .paper(
                    "Tsung-Yi Lin, Priya Goyal, Ross Girshick, Kaiming He, Piotr Dollar",
                    "Focal Loss for Dense Object Detection, ICCV 2017, section 4",
                    2017)
            .reference("torchvision.models.detection.RetinaNet, mmdetection's RetinaHead")
            .deviations(
                    "norm: group is that of torchvision's second version; the paper has no norm in the towers.",
                    "An image has 300 boxes at most and a level 1000 before suppression, as torchvision; the paper states 1000"
                            + " a level.",
                    "Boxes that are empty after the cut at the image's edge take no place among the results, as in mmdetection;"
                            + " torchvision counts them.");

    /** Stateless. */
    public RetinaNetHead() {}

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public RetinaNetOptions defaults() {
        return new RetinaNetOptions(91, Norm.NONE, AnchorForm.TORCHVISION, 0.05f, 0.5f, 1000, 300);
    }

    @Override
    public RetinaNetOptions tiny() {
        return new RetinaNetOptions(3, Norm.NONE, AnchorForm.TORCHVISION, 0.05f, 0.5f, 100, 20);
    }

    @Override
    public Set<PredictionKind> produces(RetinaNetOptions options) {
        return Set.of(PredictionKind.BOXES);
    }

    @Override
    public int classes(RetinaNetOptions options) {
        return options.classes();
    }

    @Override
    public OutputSpec outputs(RetinaNetOptions options, FeatureSpec in) {
        check(options, in);
        List<OutputSpec.Output> outputs = new ArrayList<>();
        for (FeatureLevel level : in.levels()) {
            outputs.add(new OutputSpec.Output("cls." + level.name(), "(N, A K, H, W)", false));
            outputs.add(new OutputSpec.Output("reg." + level.name(), "(N, 4 A, H, W)", false));
        }
        return new OutputSpec(outputs);
    }

    /** The same convolutions run on every level. */
    private static void check(RetinaNetOptions options, FeatureSpec in) {
        boolean maps = in.levels().stream().allMatch(level -> level.kind() == FeatureKind.MAP);
        int channels = in.levels().get(0).channels();
        if (!maps || in.levels().stream().anyMatch(level -> level.channels() != channels)) {
            throw new WiringException(
                    ID + " needs maps that all have the same number of channels",
                    in.levels().stream().map(RetinaNetHead::describe).collect(Collectors.joining(", ")),
                    "neck: {type: fpn} before it");
        }
        if (options.norm() == Norm.GROUP && channels % RetinaNet.GROUPS != 0) {
            throw new WiringException(
                    ID + " with norm: group needs levels whose channels are a multiple of " + RetinaNet.GROUPS,
                    describe(in.levels().get(0)),
                    "norm: none, or a neck with channels: "
                            + (channels + RetinaNet.GROUPS - channels % RetinaNet.GROUPS));
        }
    }

    private static String describe(FeatureLevel level) {
        String kind = level.kind() == FeatureKind.MAP ? "" : " as " + level.kind();
        return level.name() + kind + " with " + level.channels() + " channels";
    }

    @Override
    public Map<String, String> roots(RetinaNetOptions options, Dialect dialect) {
        return RetinaNetKeys.roots(dialect);
    }

    @Override
    public KeyMap keys(RetinaNetOptions options, Dialect dialect) {
        return RetinaNetKeys.of(options, dialect);
    }

    @Override
    public Network build(RetinaNetOptions options, FeatureSpec in, BuildContext context) {
        check(options, in);
        List<String> levels = in.levels().stream().map(FeatureLevel::name).toList();
        return new RetinaNet(levels, in.levels().get(0).channels(), options);
    }

    @Override
    public List<Predictions> decode(RetinaNetOptions options, RawOutputs raw, DecodeContext context) {
        return new RetinaNetDecoder(options, context).decode(raw);
    }
}
