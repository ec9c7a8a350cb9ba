package io.vertebra.face.yolo;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.nn.Resize;
import io.vertebra.api.nn.UnaryLayer;
import io.vertebra.api.nn.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Redmon, Farhadi: YOLO9000, CVPR 2017: Tiny YOLOv2's body as face-api.js thins it out: separable convolutions behind the first,
 * six instead of eight, no norms. Input (N, C, H, W); output c2 to c5, named by their strides 4 to 32.
 */
final class TinyYoloSeparable extends Network {
    private static final float SLOPE = 0.1f;
    private static final Window HALVE = Window.square(2, 2, 0);
    private static final Window EACH_DOUBLED_PIXEL = Window.square(3, 2, 0);

    private final Conv first;
    private final List<Separable> rest = new ArrayList<>();

    TinyYoloSeparable(TinyYoloSeparableOptions options) {
        List<Integer> channels = options.channels();
        first = conv("conv0", conv(options.inChannels(), channels.get(0)).kernel(3));
        for (int i = 1; i < channels.size(); i++) {
            rest.add(child("conv" + i, new Separable(channels.get(i - 1), channels.get(i))));
        }
    }

    @Override
    public NamedArrays forward(Pass pass, NamedArrays inputs) {
        Map<String, NDArray> levels = new LinkedHashMap<>();
        NDArray x = pass.scope(inputs.get(InputSpec.IMAGE), image -> {
            NDArray y = leaky(pass, first.run(pass, image)); // (N, 16, H-2, W-2)
            return rest.get(0).run(pass, halve(pass, y)); // (N, 32, H/2-1, W/2-1)
        });
        for (int i = 1; i < rest.size(); i++) {
            Separable convolution = rest.get(i);
            x = pass.scope(x, in -> convolution.run(pass, halve(pass, in)));
            if (i < rest.size() - 1) {
                levels.put("c" + (i + 1), x); // (N, channels, H/2^(i+1), W/2^(i+1))
            }
        }
        levels.put("c5", pass.scope(x, in -> largestOfFour(pass, in))); // (N, 512, H/32, W/32)
        return new NamedArrays(levels);
    }

    private static NDArray leaky(Pass pass, NDArray x) {
        return pass.ops().leakyRelu(x, SLOPE);
    }

    private static NDArray halve(Pass pass, NDArray x) {
        return pass.ops().maxPool(x, HALVE, true);
    }

    /**
     * The maximum of each pixel and those right of it and below, as a 2x2 pooling with stride 1 that may reach over the edge.
     * Poolings here pad on both sides or not at all, so each pixel is doubled first: three of the doubled ones from an even
     * place are the pixel and its neighbour.
     */
    private static NDArray largestOfFour(Pass pass, NDArray x) {
        NDArray tall = pass.ops().concat(List.of(x, x), 2); // (N, C, 2 H, W)
        NDArray size = pass.ops().concat(List.of(tall, tall), 3); // (N, C, 2 H, 2 W)
        NDArray doubled = pass.ops().resizeLike(x, size, Resize.NEAREST); // (N, C, 2 H, 2 W)
        return pass.ops().maxPool(doubled, EACH_DOUBLED_PIXEL, true); // (N, C, H, W)
    }

    /** A depthwise 3x3 and a pointwise convolution with nothing between them; one bias behind both. */
    private static final class Separable extends UnaryLayer {
        private final Conv depthwise;
        private final Conv pointwise;

        Separable(int in, int out) {
            depthwise = conv(
                    "depthwise", conv(in, in).groups(in).kernel(3).padding(1).bias(false));
            pointwise = conv("pointwise", conv(in, out));
        }

        @Override
        public NDArray run(Pass pass, NDArray x) {
            NDArray y = depthwise.run(pass, x); // (N, in, H, W)
            return leaky(pass, pointwise.run(pass, y)); // (N, out, H, W)
        }
    }
}
