package io.vertebra.lightweight.mobilenetv1;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.nn.Activation;
import io.vertebra.api.nn.ConvNorm;
import io.vertebra.api.nn.ConvSpec;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.nn.Sequence;
import io.vertebra.api.nn.UnaryLayer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Howard, Zhu, Chen, Kalenichenko, Wang, Weyand, Andreetto, Adam: MobileNets, 2017, table 1, without the classifier. Input (N,
 * C, H, W); output c1 to c5, the last pair of each map size. Parameters are named as in timm.
 */
final class MobileNetV1 extends Network {
    private final ConvNorm stem;
    private final List<Sequence> stages = new ArrayList<>();

    MobileNetV1(MobileNetV1Options options) {
        int channels = options.channels(Stage.STEM_CHANNELS);
        ConvSpec first = conv(options.inChannels(), channels).stride(2);
        stem = convNorm(
                "conv_stem",
                "bn1",
                options.padded(first),
                options.norm(),
                options.activation().layer());
        for (int s = 0; s < Stage.TABLE.size(); s++) {
            Stage stage = Stage.TABLE.get(s);
            stages.add(child("blocks." + s, new Sequence(pairs(options, stage, channels))));
            channels = options.channels(stage.channels());
        }
    }

    private static List<Separable> pairs(MobileNetV1Options options, Stage stage, int in) {
        int out = options.channels(stage.channels());
        List<Separable> pairs = new ArrayList<>();
        for (int i = 0; i < stage.blocks(); i++) {
            pairs.add(new Separable(options, i == 0 ? in : out, out, i == 0 ? stage.stride() : 1));
        }
        return pairs;
    }

    @Override
    public NamedArrays forward(Pass pass, NamedArrays inputs) {
        Map<String, NDArray> levels = new LinkedHashMap<>();
        NDArray image = inputs.get(InputSpec.IMAGE);
        NDArray x = pass.scope(image, in -> stages.get(0).run(pass, stem.run(pass, in)));
        levels.put("c1", x); // (N, 64 width, H/2, W/2)
        for (int s = 1; s < stages.size(); s++) {
            x = stages.get(s).run(pass, x);
            levels.put("c" + (s + 1), x); // (N, channels, H/2^(s+1), W/2^(s+1))
        }
        return new NamedArrays(levels);
    }

    /** A depthwise separable convolution; figure 3, right. */
    private static final class Separable extends UnaryLayer {
        private final ConvNorm depthwise;
        private final ConvNorm pointwise;

        Separable(MobileNetV1Options options, int in, int out, int stride) {
            Activation activation = options.activation().layer();
            ConvSpec spatial = options.padded(conv(in, in).groups(in).stride(stride));
            depthwise = convNorm("conv_dw", "bn1", spatial, options.norm(), activation);
            pointwise = convNorm("conv_pw", "bn2", conv(in, out), options.norm(), activation);
        }

        @Override
        public NDArray run(Pass pass, NDArray x) {
            NDArray y = depthwise.run(pass, x); // (N, in, H/stride, W/stride)
            return pointwise.run(pass, y); // (N, out, H/stride, W/stride)
        }
    }
}
