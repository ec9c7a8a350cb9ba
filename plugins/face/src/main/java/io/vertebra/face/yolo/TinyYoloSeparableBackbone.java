package io.vertebra.face.yolo;

import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputRule;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.model.Transform;
import io.vertebra.api.nn.Network;
import io.vertebra.api.plugin.BuildContext;
import java.util.ArrayList;
import java.util.List;

/** {@link TinyYoloSeparable} as a backbone: levels c2 to c5. */
public final class TinyYoloSeparableBackbone implements Backbone<TinyYoloSeparableOptions> {
    private static final int LARGEST_STRIDE = 32;
    /** The last pooling needs two pixels each way. */
    private static final int SMALLEST_SIDE = 2 * LARGEST_STRIDE;

    private static final Card CARD = Card.of("tiny-yolo-separable", "Tiny YOLOv2 with separable convolutions")
            .paper("Joseph Redmon, Ali Farhadi", "YOLO9000: Better, Faster, Stronger, CVPR 2017", 2017)
            .reference("face-api.js tinyFaceDetector")
            .deviations(
                    "Separable convolutions, six instead of eight, and no norms, as the reference has it.",
                    "The first convolution has no padding, as the reference has it; sides are multiples of 32 for it.");

    /** Stateless. */
    public TinyYoloSeparableBackbone() {}

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public TinyYoloSeparableOptions defaults() {
        return new TinyYoloSeparableOptions(List.of(16, 32, 64, 128, 256, 512), 3);
    }

    @Override
    public TinyYoloSeparableOptions tiny() {
        return new TinyYoloSeparableOptions(List.of(4, 4, 8, 8, 8, 16), 3);
    }

    @Override
    public InputSpec inputs(TinyYoloSeparableOptions options) {
        InputRule rule = new InputRule(SMALLEST_SIDE, LARGEST_STRIDE, 0, null);
        return InputSpec.image(options.inChannels(), rule);
    }

    @Override
    public FeatureSpec features(TinyYoloSeparableOptions options) {
        List<FeatureLevel> levels = new ArrayList<>();
        for (int level = 2; level < TinyYoloSeparableOptions.CONVOLUTIONS; level++) {
            levels.add(FeatureLevel.map("c" + level, options.channels().get(level), 1 << level));
        }
        return new FeatureSpec(levels);
    }

    @Override
    public KeyMap keys(TinyYoloSeparableOptions options, Dialect dialect) {
        if (!dialect.equals(Dialect.FACE_API)) {
            return KeyMap.same();
        }
        KeyMap.Builder keys = KeyMap.builder()
                .tensor("conv0.weight", "conv0/filters", Transform.HWIO_TO_OIHW)
                .tensor("conv0.bias", "conv0/bias", Transform.SAME);
        for (int i = 1; i < TinyYoloSeparableOptions.CONVOLUTIONS; i++) {
            String ours = "conv" + i;
            keys.tensor(ours + ".depthwise.weight", ours + "/depthwise_filter", Transform.HWCM_TO_CMHW)
                    .tensor(ours + ".pointwise.weight", ours + "/pointwise_filter", Transform.HWIO_TO_OIHW)
                    .tensor(ours + ".pointwise.bias", ours + "/bias", Transform.SAME);
        }
        return keys.build();
    }

    @Override
    public Network build(TinyYoloSeparableOptions options, BuildContext context) {
        return new TinyYoloSeparable(options);
    }
}
