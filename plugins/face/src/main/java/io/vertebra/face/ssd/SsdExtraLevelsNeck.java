package io.vertebra.face.ssd;

import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.model.Neck;
import io.vertebra.api.model.Transform;
import io.vertebra.api.nn.Network;
import io.vertebra.api.plugin.BuildContext;
import java.util.ArrayList;
import java.util.List;

/** {@link SsdExtraLevels} as a neck: c4 and c5 pass, p6, p7, ... follow, each half as large as the one before. */
public final class SsdExtraLevelsNeck implements Neck<SsdExtraLevelsOptions> {
    private static final String ID = "ssd-extra-levels";
    private static final Card CARD = Card.of(ID, "Extra levels of a single-shot detector on a MobileNet")
            .paper(
                    "Wei Liu, Dragomir Anguelov, Dumitru Erhan, Christian Szegedy, Scott Reed, Cheng-Yang Fu,"
                            + " Alexander C. Berg",
                    "SSD: Single Shot MultiBox Detector, ECCV 2016",
                    2016)
            .reference("face-api.js ssdMobilenetv1")
            .deviations(
                    "ReLU6 and TensorFlow's SAME padding, as the TensorFlow detector with a MobileNetV1 has them.",
                    "A bias in place of each batch norm: published weights have the norms folded.");

    /** Stateless. */
    public SsdExtraLevelsNeck() {}

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public SsdExtraLevelsOptions defaults() {
        return new SsdExtraLevelsOptions(List.of(512, 256, 256, 128));
    }

    @Override
    public SsdExtraLevelsOptions tiny() {
        return new SsdExtraLevelsOptions(List.of(16, 8, 8, 8));
    }

    @Override
    public FeatureSpec features(SsdExtraLevelsOptions options, FeatureSpec in) {
        FeatureLevel c4 = in.require("c4", FeatureKind.MAP, ID);
        FeatureLevel c5 = in.require("c5", FeatureKind.MAP, ID);
        List<FeatureLevel> levels = new ArrayList<>(List.of(c4.sized(null), c5.sized(null)));
        int stride = c5.stride();
        for (int i = 0; i < options.channels().size(); i++) {
            stride *= 2;
            levels.add(FeatureLevel.map(extra(i), options.channels().get(i), stride));
        }
        return new FeatureSpec(levels);
    }

    static String extra(int index) {
        return "p" + (6 + index);
    }

    @Override
    public KeyMap keys(SsdExtraLevelsOptions options, Dialect dialect) {
        if (!dialect.equals(Dialect.FACE_API)) {
            return KeyMap.same();
        }
        KeyMap.Builder keys = KeyMap.builder();
        for (int i = 0; i < options.channels().size(); i++) {
            folded(keys, extra(i) + ".reduce", "Prediction/Conv2d_" + 2 * i + "_pointwise/");
            folded(keys, extra(i) + ".halve", "Prediction/Conv2d_" + (2 * i + 1) + "_pointwise/");
        }
        return keys.build();
    }

    private static void folded(KeyMap.Builder keys, String ours, String theirs) {
        keys.tensor(ours + ".weight", theirs + "weights", Transform.HWIO_TO_OIHW)
                .tensor(ours + ".bias", theirs + "convolution_bn_offset", Transform.SAME);
    }

    @Override
    public Network build(SsdExtraLevelsOptions options, FeatureSpec in, BuildContext context) {
        return new SsdExtraLevels(in.require("c5", FeatureKind.MAP, ID).channels(), options.channels());
    }
}
