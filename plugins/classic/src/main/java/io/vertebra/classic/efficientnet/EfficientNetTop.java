package io.vertebra.classic.efficientnet;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.model.OutputSpec;
import io.vertebra.api.nn.ConvNorm;
import io.vertebra.api.nn.Linear;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;

/** The last row of table 1 of the paper: a 1x1 convolution, the mean, a linear layer. Parameters are named as in timm. */
final class EfficientNetTop extends Network {
    private final String level;
    private final ConvNorm widen;
    private final Linear classifier;

    EfficientNetTop(FeatureLevel in, EfficientNetHeadOptions options) {
        level = in.name();
        widen = convNorm(
                "conv_head",
                "bn2",
                conv(in.channels(), options.channels()),
                options.norm(),
                options.activation().layer());
        classifier = child("classifier", new Linear(options.channels(), options.classes()));
    }

    @Override
    public NamedArrays forward(Pass pass, NamedArrays inputs) {
        NDArray pooled =
                pass.scope(inputs.get(level), x -> pass.ops().globalAvgPool(widen.run(pass, x))); // (N, channels)
        return NamedArrays.of(OutputSpec.OUTPUT, classifier.run(pass, pooled)); // (N, K)
    }
}
