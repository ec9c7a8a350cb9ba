package com.example.myplugin;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Card;
import io.vertebra.api.nn.Activation;
import io.vertebra.api.nn.ConvNorm;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.NormSpec;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;
import io.vertebra.api.plugin.BuildContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** Three convolutions, each of which halves the map. */
public final class SmallBackbone implements Backbone<SmallBackbone.Options> {
    /**
     * What a recipe can choose: {@code backbone: {type: my-plugin-backbone, width: 16}}.
     *
     * @param width channels of the first convolution
     */
    public record Options(
            @Doc("Channels of the first convolution; c2 has twice, c3 four times as many") @Range(min = 1, max = 256)
            int width) {}

    @Override
    public Card card() {
        return Card.of("my-plugin-backbone", "Three convolutions");
    }

    @Override
    public Options defaults() {
        return new Options(8);
    }

    /** What the conformance kit runs, hundreds of times: keep it small. */
    @Override
    public Options tiny() {
        return new Options(4);
    }

    @Override
    public FeatureSpec features(Options options) {
        return FeatureSpec.of(
                FeatureLevel.map("c2", 2 * options.width(), 4), FeatureLevel.map("c3", 4 * options.width(), 8));
    }

    @Override
    public Network build(Options options, BuildContext context) {
        return new Net(options.width());
    }

    /** Layers have the names of the checkpoint: {@code conv1.weight}, {@code bn1.running_mean}. */
    private static final class Net extends Network {
        private final ConvNorm first;
        private final ConvNorm second;
        private final ConvNorm third;

        private Net(int width) {
            first = halve("conv1", "bn1", 3, width);
            second = halve("conv2", "bn2", width, 2 * width);
            third = halve("conv3", "bn3", 2 * width, 4 * width);
        }

        private ConvNorm halve(String conv, String norm, int in, int out) {
            return convNorm(
                    conv, norm, conv(in, out).kernel(3).stride(2).padding(1), NormSpec.DEFAULT, Activation.RELU);
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NDArray c1 = first.run(pass, inputs.get(InputSpec.IMAGE)); // (N, W, H/2, W/2)
            NDArray c2 = second.run(pass, c1); // (N, 2 W, H/4, W/4)
            NDArray c3 = third.run(pass, c2); // (N, 4 W, H/8, W/8)
            Map<String, NDArray> levels = new LinkedHashMap<>();
            levels.put("c2", c2);
            levels.put("c3", c3);
            return new NamedArrays(levels);
        }
    }
}
