package io.vertebra.classic.resnet;

import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputRule;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.ClassifierChoice;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.InsertionPoint;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.model.Position;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.NormSpec;
import io.vertebra.api.plugin.BuildContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@link ResNet} as a backbone: levels c1 to c5. */
public final class ResNetBackbone implements Backbone<ResNetOptions> {
    private static final int STAGES = 4;
    private static final Card CARD = Card.of("resnet", "Residual network with 18 to 152 layers")
            .paper(
                    "Kaiming He, Xiangyu Zhang, Shaoqing Ren, Jian Sun",
                    "Deep Residual Learning for Image Recognition, CVPR 2016",
                    2016)
            .reference("torchvision.models.resnet")
            .deviations(
                    "A stage's first bottleneck strides on its 3x3 convolution, not on the first 1x1: that is how the public"
                            + " checkpoints were trained. stride-in: conv1x1 is the paper's.");

    /** Stateless. */
    public ResNetBackbone() {}

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public ResNetOptions defaults() {
        return ResNetOptions.depth(50);
    }

    @Override
    public ResNetOptions tiny() {
        return ResNetOptions.depth(18);
    }

    @Override
    public Map<String, ResNetOptions> variants() {
        return Map.of(
                "resnet18", ResNetOptions.depth(18),
                "resnet34", ResNetOptions.depth(34),
                "resnet50", ResNetOptions.depth(50),
                "resnet50-v1", new ResNetOptions(50, 3, 32, ResNetOptions.StrideIn.CONV1X1, NormSpec.DEFAULT.epsilon()),
                "resnet50-os8", dilated(50),
                "resnet101", ResNetOptions.depth(101),
                "resnet101-os8", dilated(101),
                "resnet152", ResNetOptions.depth(152));
    }

    /** Output stride 8, as segmentation networks use it. */
    private static ResNetOptions dilated(int depth) {
        return new ResNetOptions(depth, 3, 8, ResNetOptions.StrideIn.CONV3X3, NormSpec.DEFAULT.epsilon());
    }

    @Override
    public InputSpec inputs(ResNetOptions options) {
        return InputSpec.image(options.inChannels(), InputRule.atLeast(1));
    }

    @Override
    public FeatureSpec features(ResNetOptions options) {
        List<FeatureLevel> levels = new ArrayList<>();
        levels.add(FeatureLevel.map("c1", 64, 2));
        for (int stage = 1; stage <= STAGES; stage++) {
            levels.add(FeatureLevel.map(level(stage), options.channels(stage), options.stride(stage)));
        }
        return new FeatureSpec(levels);
    }

    private static String level(int stage) {
        return "c" + (stage + 1);
    }

    @Override
    public List<InsertionPoint> insertionPoints(ResNetOptions options) {
        List<InsertionPoint> points = new ArrayList<>();
        for (int stage = 1; stage <= STAGES; stage++) {
            int out = options.channels(stage);
            for (int i = 0; i < options.table().blocks().get(stage - 1); i++) {
                String path = "layer" + stage + "." + i;
                points.add(new InsertionPoint(path, level(stage), Position.IN_BRANCH, out, out, 1, 1));
                if (options.table().bottleneck()) {
                    int stride = i == 0 && options.strided(stage) && !early(options) ? 2 : 1;
                    int width = options.width(stage);
                    points.add(new InsertionPoint(path, level(stage), Position.REPLACE_CONV, width, width, stride, 1));
                }
                points.add(new InsertionPoint(path, level(stage), Position.AFTER_BLOCK, out, out, 1, 1));
            }
            points.add(new InsertionPoint("layer" + stage, level(stage), Position.AFTER_STAGE, out, out, 1, 1));
        }
        return points;
    }

    private static boolean early(ResNetOptions options) {
        return options.strideIn() == ResNetOptions.StrideIn.CONV1X1;
    }

    @Override
    public ClassifierChoice classifier(ResNetOptions options) {
        return new ClassifierChoice("linear", Map.of(), Map.of(Dialect.PYTORCHCV, "output"));
    }

    @Override
    public KeyMap keys(ResNetOptions options, Dialect dialect) {
        return dialect.equals(Dialect.PYTORCHCV) ? pytorchcv(options) : KeyMap.same();
    }

    private static KeyMap pytorchcv(ResNetOptions options) {
        KeyMap.Builder keys = KeyMap.builder()
                .module("conv1", "features.init_block.conv.conv")
                .module("bn1", "features.init_block.conv.bn");
        for (int stage = 1; stage <= STAGES; stage++) {
            for (int i = 0; i < options.table().blocks().get(stage - 1); i++) {
                unit(
                        keys,
                        "layer" + stage + "." + i + ".",
                        "features.stage" + stage + ".unit" + (i + 1) + ".",
                        options);
            }
        }
        return keys.build();
    }

    private static void unit(KeyMap.Builder keys, String ours, String theirs, ResNetOptions options) {
        int convolutions = options.table().bottleneck() ? 3 : 2;
        for (int k = 1; k <= convolutions; k++) {
            keys.module(ours + "conv" + k, theirs + "body.conv" + k + ".conv");
            keys.module(ours + "bn" + k, theirs + "body.conv" + k + ".bn");
        }
        keys.module(ours + "downsample.0", theirs + "identity_conv.conv");
        keys.module(ours + "downsample.1", theirs + "identity_conv.bn");
    }

    @Override
    public Network build(ResNetOptions options, BuildContext context) {
        return new ResNet(options);
    }
}
