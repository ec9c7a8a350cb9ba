package io.vertebra.pose.simplebaseline;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.model.OutputSpec;
import io.vertebra.api.nn.BatchNorm;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.ConvTranspose;
import io.vertebra.api.nn.ConvTransposeSpec;
import io.vertebra.api.nn.Initial;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.NormSpec;
import io.vertebra.api.nn.Pass;
import java.util.ArrayList;
import java.util.List;

/**
 * Xiao, Wu, Wei: Simple Baselines for Human Pose Estimation and Tracking, ECCV 2018, section 2 and figure 1 (c): transposed
 * convolutions with batch norm and ReLU, then a 1x1 convolution to one heatmap a joint. Input c5 (N, C, H, W); output
 * {@code output} (N, J, 2^D H, 2^D W) with D transposed convolutions. Parameters are named as in Microsoft's implementation, whose
 * sequence counts the ReLUs.
 */
final class SimpleBaseline extends Network {
    private static final int LAYERS_OF_A_STEP = 3;
    /** Microsoft's; the paper says nothing of it. */
    private static final Initial START = Initial.spread(0.001);

    private final String level;
    private final List<Step> steps = new ArrayList<>();
    private final Conv heatmaps;

    private record Step(ConvTranspose deconv, BatchNorm norm) {}

    SimpleBaseline(FeatureLevel in, SimpleBaselineOptions options) {
        level = in.name();
        int channels = in.channels();
        for (int width : options.deconvChannels()) {
            int index = LAYERS_OF_A_STEP * steps.size();
            ConvTransposeSpec doubling = ConvTransposeSpec.of(channels, width)
                    .kernel(options.deconvKernel())
                    .stride(2)
                    .padding(options.deconvPadding())
                    .outputPadding(options.deconvOutputPadding())
                    .bias(false);
            steps.add(new Step(
                    child(deconv(index), new ConvTranspose(doubling, START)),
                    child(deconv(index + 1), new BatchNorm(width, NormSpec.DEFAULT))));
            channels = width;
        }
        heatmaps = child("final_layer", new Conv(conv(channels, options.joints()), START, null));
    }

    /** The name of a layer of the sequence. */
    static String deconv(int index) {
        return "deconv_layers." + index;
    }

    @Override
    public NamedArrays forward(Pass pass, NamedArrays inputs) {
        NDArray x = inputs.get(level); // (N, C, H, W)
        for (Step step : steps) {
            x = pass.scope(x, y -> pass.ops().relu(step.norm.run(pass, step.deconv.run(pass, y)))); // twice the size
        }
        return NamedArrays.of(OutputSpec.OUTPUT, heatmaps.run(pass, x)); // (N, J, 2^D H, 2^D W)
    }
}
