package io.vertebra.face.yolo;

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
import io.vertebra.api.model.Transform;
import io.vertebra.api.nn.Network;
import io.vertebra.api.plugin.BuildContext;
import java.util.List;
import java.util.Set;

/** {@link YoloFace} as a head on the coarsest map: boxes with label 0, face. */
public final class YoloFaceHead implements Head<YoloFaceOptions> {
    private static final String ID = "yolo-v2-face";
    private static final Card CARD = Card.of(ID, "YOLOv2 face detection head")
            .paper("Joseph Redmon, Ali Farhadi", "YOLO9000: Better, Faster, Stronger, CVPR 2017", 2017)
            .reference("face-api.js tinyFaceDetector")
            .deviations("One class, whose probability is the box's score: the reference predicts no class scores.");

    /** Stateless. */
    public YoloFaceHead() {}

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public YoloFaceOptions defaults() {
        return new YoloFaceOptions(0.5f, 0.4f, 100);
    }

    @Override
    public Set<PredictionKind> produces(YoloFaceOptions options) {
        return Set.of(PredictionKind.BOXES);
    }

    @Override
    public int classes(YoloFaceOptions options) {
        return 1;
    }

    @Override
    public OutputSpec outputs(YoloFaceOptions options, FeatureSpec in) {
        coarsest(in);
        return new OutputSpec(List.of(new OutputSpec.Output("output", "(N, 5 A, H, W)", false)));
    }

    private static FeatureLevel coarsest(FeatureSpec in) {
        FeatureLevel last = in.last();
        if (last.kind() != FeatureKind.MAP) {
            throw new WiringException(
                    ID + " needs a map as the last level",
                    "level " + last.name() + " as " + last.kind(),
                    "a backbone of maps");
        }
        return last;
    }

    @Override
    public KeyMap keys(YoloFaceOptions options, Dialect dialect) {
        if (!dialect.equals(Dialect.FACE_API)) {
            return KeyMap.same();
        }
        return KeyMap.builder()
                .tensor("predict.weight", "conv8/filters", Transform.HWIO_TO_OIHW)
                .tensor("predict.bias", "conv8/bias", Transform.SAME)
                .build();
    }

    @Override
    public Network build(YoloFaceOptions options, FeatureSpec in, BuildContext context) {
        FeatureLevel level = coarsest(in);
        return new YoloFace(level.name(), level.channels());
    }

    @Override
    public List<Predictions> decode(YoloFaceOptions options, RawOutputs raw, DecodeContext context) {
        return new YoloFaceDecoder(options, context.input()).decode(raw.get("output"));
    }
}
