package io.vertebra.classic.resnet;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.nn.Activation;
import io.vertebra.api.nn.ConvNorm;
import io.vertebra.api.nn.ConvSpec;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.NormSpec;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.nn.Sequence;
import io.vertebra.api.nn.UnaryLayer;
import io.vertebra.api.nn.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * He, Zhang, Ren, Sun: Deep Residual Learning for Image Recognition, CVPR 2016, table 1, without the classifier. Input (N, C,
 * H, W); output c1 behind the stem's ReLU, before its pooling, and c2 to c5 behind the four stages. Parameters are named as in
 * torchvision. A stage that dilates does so as torchvision: its first block still has the distance of the stage before.
 */
final class ResNet extends Network {
    private static final int STAGES = 4;

    private final ConvNorm stem;
    private final List<Sequence> stages = new ArrayList<>();

    ResNet(ResNetOptions options) {
        ConvSpec first = conv(options.inChannels(), 64).kernel(7).stride(2).padding(3);
        stem = convNorm("conv1", "bn1", first, options.norm(), Activation.RELU);
        for (int stage = 1; stage <= STAGES; stage++) {
            stages.add(child("layer" + stage, new Sequence(blocks(options, stage))));
        }
    }

    private static List<Residual> blocks(ResNetOptions options, int stage) {
        int in = stage == 1 ? 64 : options.channels(stage - 1);
        List<Residual> blocks = new ArrayList<>();
        for (int i = 0; i < options.table().blocks().get(stage - 1); i++) {
            int stride = i == 0 && options.strided(stage) ? 2 : 1;
            int dilation = i == 0 && stage > 1 ? options.dilation(stage - 1) : options.dilation(stage);
            blocks.add(
                    options.table().bottleneck()
                            ? new Bottleneck(in, options.width(stage), stride, dilation, options)
                            : new Basic(in, options.width(stage), stride, options.norm()));
            in = options.channels(stage);
        }
        return blocks;
    }

    @Override
    public NamedArrays forward(Pass pass, NamedArrays inputs) {
        Map<String, NDArray> levels = new LinkedHashMap<>();
        NDArray c1 = pass.scope(inputs.get(InputSpec.IMAGE), image -> stem.run(pass, image)); // (N, 64, H/2, W/2)
        levels.put("c1", c1);
        NDArray x =
                pass.scope(c1, in -> stages.get(0).run(pass, pass.ops().maxPool(in, Window.square(3, 2, 1), false)));
        levels.put("c2", x);
        for (int stage = 2; stage <= STAGES; stage++) {
            x = stages.get(stage - 1).run(pass, x);
            levels.put("c" + (stage + 1), x); // (N, channels, H/stride, W/stride)
        }
        return new NamedArrays(levels);
    }

    /** The frame of figure 2: {@code relu(branch(x) + shortcut(x))}; the shortcut is a projection where the form changes. */
    private abstract static class Residual extends UnaryLayer {
        private final NormSpec norm;
        private @Nullable ConvNorm projection;

        Residual(NormSpec norm) {
            this.norm = norm;
        }

        /** Declared behind the branch, where checkpoints have it. */
        final void shortcut(int in, int out, int stride) {
            if (in != out || stride != 1) {
                projection =
                        normed("downsample.0", "downsample.1", conv(in, out).stride(stride), Activation.NONE);
            }
        }

        final ConvNorm normed(String convName, String normName, ConvSpec spec, Activation activation) {
            return convNorm(convName, normName, spec, norm, activation);
        }

        abstract NDArray branch(Pass pass, NDArray x);

        @Override
        public final NDArray run(Pass pass, NDArray x) {
            NDArray shortcut = projection == null ? x : projection.run(pass, x);
            return pass.ops().relu(branch(pass, x).add(shortcut)); // (N, out, H/stride, W/stride)
        }
    }

    /** Figure 5, left. */
    private static final class Basic extends Residual {
        private final ConvNorm first;
        private final ConvNorm second;

        Basic(int in, int width, int stride, NormSpec norm) {
            super(norm);
            first = normed(
                    "conv1", "bn1", conv(in, width).kernel(3).stride(stride).padding(1), Activation.RELU);
            second = normed("conv2", "bn2", conv(width, width).kernel(3).padding(1), Activation.NONE);
            shortcut(in, width, stride);
        }

        @Override
        NDArray branch(Pass pass, NDArray x) {
            return second.run(pass, first.run(pass, x)); // (N, width, H/stride, W/stride)
        }
    }

    /** Figure 5, right. */
    private static final class Bottleneck extends Residual {
        private final ConvNorm reduce;
        private final ConvNorm middle;
        private final ConvNorm expand;

        Bottleneck(int in, int width, int stride, int dilation, ResNetOptions options) {
            super(options.norm());
            boolean early = options.strideIn() == ResNetOptions.StrideIn.CONV1X1;
            ConvSpec spatial = conv(width, width).kernel(3).padding(dilation).dilation(dilation);
            reduce = normed("conv1", "bn1", conv(in, width).stride(early ? stride : 1), Activation.RELU);
            middle = normed("conv2", "bn2", spatial.stride(early ? 1 : stride), Activation.RELU);
            expand = normed("conv3", "bn3", conv(width, 4 * width), Activation.NONE);
            shortcut(in, 4 * width, stride);
        }

        @Override
        NDArray branch(Pass pass, NDArray x) {
            NDArray y = reduce.run(pass, x); // (N, width, H, W)
            y = middle.run(pass, y); // (N, width, H/stride, W/stride)
            return expand.run(pass, y); // (N, 4 width, H/stride, W/stride)
        }
    }
}
