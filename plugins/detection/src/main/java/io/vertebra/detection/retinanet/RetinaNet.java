package io.vertebra.detection.retinanet;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.ConvSpec;
import io.vertebra.api.nn.GroupNorm;
import io.vertebra.api.nn.Initial;
import io.vertebra.api.nn.Layer;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.nn.Sequence;
import io.vertebra.api.nn.UnaryLayer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lin, Goyal, Girshick, He, Dollar: Focal Loss for Dense Object Detection, ICCV 2017, figure 3 (c) and (d): two towers of four
 * convolutions, shared by all levels. For each level class logits {@code cls.p3} (N, A K, H, W) and box codes {@code reg.p3}
 * (N, 4 A, H, W); channel a K + k is class k of anchor a. A = 9. Parameters are named as in torchvision.
 */
final class RetinaNet extends Network {
    static final int GROUPS = 32;

    private static final int CONVOLUTIONS = 4;
    private static final float EPSILON = 1e-5f;
    private static final Initial SMALL = Initial.spread(0.01);
    /** Each anchor begins as an object with probability 0.01, so that the many negatives do not drown the loss (section 3.3). */
    private static final Initial RARE = Initial.constant(-Math.log(99));

    private final List<String> levels;
    private final Tower classes;
    private final Tower boxes;

    RetinaNet(List<String> levels, int channels, RetinaNetOptions options) {
        this.levels = levels;
        int anchors = LevelAnchors.PER_CELL;
        boolean normed = options.norm() == RetinaNetOptions.Norm.GROUP;
        classes = child(
                "classification_head", new Tower(channels, normed, "cls_logits", anchors * options.classes(), RARE));
        boxes = child("regression_head", new Tower(channels, normed, "bbox_reg", anchors * 4, null));
    }

    @Override
    public NamedArrays forward(Pass pass, NamedArrays inputs) {
        Map<String, NDArray> outputs = new LinkedHashMap<>();
        for (String level : levels) {
            NDArray x = inputs.get(level); // (N, channels, H, W)
            outputs.put("cls." + level, pass.scope(x, in -> classes.run(pass, in))); // (N, A K, H, W)
            outputs.put("reg." + level, pass.scope(x, in -> boxes.run(pass, in))); // (N, 4 A, H, W)
        }
        return new NamedArrays(outputs);
    }

    private static final class Tower extends UnaryLayer {
        private final Sequence body;
        private final Conv predictor;

        Tower(int channels, boolean normed, String name, int out, @Nullable Initial bias) {
            body = child(
                    "conv",
                    new Sequence(Stream.generate(() -> new Step(channels, normed))
                            .limit(CONVOLUTIONS)
                            .toList()));
            predictor = child(name, new Conv(wide(channels, out), SMALL, bias));
        }

        @Override
        public NDArray run(Pass pass, NDArray x) {
            return predictor.run(pass, body.run(pass, x)); // (N, out, H, W)
        }
    }

    /** Convolution, maybe group norm, ReLU; a bias only where no norm follows. */
    private static final class Step extends UnaryLayer {
        private final Conv conv;
        private final @Nullable GroupNorm norm;

        Step(int channels, boolean normed) {
            conv = child("0", new Conv(wide(channels, channels).bias(!normed), SMALL, null));
            norm = normed ? child("1", new GroupNorm(channels, GROUPS, EPSILON)) : null;
        }

        @Override
        public NDArray run(Pass pass, NDArray x) {
            NDArray y = conv.run(pass, x); // (N, channels, H, W)
            return pass.ops().relu(norm == null ? y : norm.run(pass, y));
        }
    }

    private static ConvSpec wide(int in, int out) {
        return Layer.conv(in, out).kernel(3).padding(1);
    }
}
