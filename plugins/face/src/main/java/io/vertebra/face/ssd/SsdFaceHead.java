package io.vertebra.face.ssd;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@link SsdFace} as a head: boxes with label 0, face. */
public final class SsdFaceHead implements Head<SsdFaceOptions> {
    private static final String ID = "ssd-face";
    private static final Card CARD = Card.of(ID, "Single-shot face detection head")
            .paper(
                    "Wei Liu, Dragomir Anguelov, Dumitru Erhan, Christian Szegedy, Scott Reed, Cheng-Yang Fu,"
                            + " Alexander C. Berg",
                    "SSD: Single Shot MultiBox Detector, ECCV 2016",
                    2016)
            .reference("face-api.js ssdMobilenetv1")
            .background(Card.Background.FIRST)
            .deviations(
                    "1x1 predictors, sigmoid scores and TensorFlow's default boxes, as the TensorFlow detector with a"
                            + " MobileNetV1 has them.",
                    "The published weights carry a third class, which is not read: the reference does not read it either.");

    /** Stateless. */
    public SsdFaceHead() {}

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public SsdFaceOptions defaults() {
        return new SsdFaceOptions(0.5f, 0.5f, 100);
    }

    @Override
    public Set<PredictionKind> produces(SsdFaceOptions options) {
        return Set.of(PredictionKind.BOXES);
    }

    @Override
    public int classes(SsdFaceOptions options) {
        return 2;
    }

    @Override
    public OutputSpec outputs(SsdFaceOptions options, FeatureSpec in) {
        List<OutputSpec.Output> outputs = new ArrayList<>();
        for (int i = 0; i < levels(in).size(); i++) {
            outputs.add(new OutputSpec.Output("cls." + i, "(N, " + SsdFace.CLASSES + " A, H, W)", false));
            outputs.add(new OutputSpec.Output("reg." + i, "(N, 4 A, H, W)", false));
        }
        return new OutputSpec(outputs);
    }

    private static List<FeatureLevel> levels(FeatureSpec in) {
        List<FeatureLevel> maps = in.levels().stream()
                .filter(level -> level.kind() == FeatureKind.MAP)
                .toList();
        if (maps.size() != Anchors.LEVELS || maps.size() != in.levels().size()) {
            throw new WiringException(
                    ID + " needs " + Anchors.LEVELS + " maps, one for each scale of its default boxes",
                    "levels " + in.names(),
                    "neck: {type: ssd-extra-levels} before it");
        }
        return maps;
    }

    @Override
    public KeyMap keys(SsdFaceOptions options, Dialect dialect) {
        if (!dialect.equals(Dialect.FACE_API)) {
            return KeyMap.same();
        }
        KeyMap.Builder keys = KeyMap.builder()
                .ignore("Output/", "the default boxes, which are computed")
                .ignore("Preprocessor/", "constants of the exporter's graph")
                .ignore("Postprocessor/", "constants of the exporter's graph")
                .ignore("concat_1/", "constants of the exporter's graph");
        for (int i = 0; i < Anchors.LEVELS; i++) {
            String theirs = "Prediction/BoxPredictor_" + i + "/";
            predictor(keys, "cls." + i, theirs + "ClassPredictor/");
            predictor(keys, "reg." + i, theirs + "BoxEncodingPredictor/");
            keys.ignore(theirs + "stack", "constants of the exporter's graph");
            keys.ignore(theirs + "strided_slice/", "constants of the exporter's graph");
        }
        return keys.build();
    }

    private static void predictor(KeyMap.Builder keys, String ours, String theirs) {
        keys.tensor(ours + ".weight", theirs + "weights", Transform.HWIO_TO_OIHW)
                .tensor(ours + ".bias", theirs + "biases", Transform.SAME);
    }

    @Override
    public Network build(SsdFaceOptions options, FeatureSpec in, BuildContext context) {
        return new SsdFace(levels(in));
    }

    @Override
    public List<Predictions> decode(SsdFaceOptions options, RawOutputs raw, DecodeContext context) {
        return new SsdFaceDecoder(options, context.input()).decode(raw);
    }
}
