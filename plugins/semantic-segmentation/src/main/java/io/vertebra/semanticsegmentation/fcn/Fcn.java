package io.vertebra.semanticsegmentation.fcn;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.model.OutputSpec;
import io.vertebra.api.nn.Activation;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.ConvNorm;
import io.vertebra.api.nn.Layer;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.NormSpec;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.nn.Resize;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Long, Shelhamer, Darrell: Fully Convolutional Networks for Semantic Segmentation, CVPR 2015, in torchvision's form: a classifier
 * for each cell of the last level, its logits resized to the image. Parameters are named as in torchvision.
 */
final class Fcn extends Network {
    /** The auxiliary classifier's output. */
    static final String AUX = "aux";

    private final FeatureLevel last;
    private final Classifier classifier;
    private final @Nullable FeatureLevel middle;
    private final @Nullable Classifier auxiliary;

    /**
     * A network on these levels.
     *
     * @param middle where the auxiliary classifier stands, null for none
     */
    Fcn(FeatureLevel last, @Nullable FeatureLevel middle, int classes) {
        this.last = last;
        this.middle = middle;
        classifier = child("classifier", new Classifier(last.channels(), classes));
        auxiliary = middle == null ? null : child("aux_classifier", new Classifier(middle.channels(), classes));
    }

    @Override
    public NamedArrays forward(Pass pass, NamedArrays inputs) {
        NDArray image = inputs.get(InputSpec.IMAGE); // (N, 3, H, W)
        Map<String, NDArray> logits = new LinkedHashMap<>();
        logits.put(OutputSpec.OUTPUT, classifier.run(pass, inputs.get(last.name()), image)); // (N, K, H, W)
        if (auxiliary != null && middle != null && pass.wants(AUX)) {
            logits.put(AUX, auxiliary.run(pass, inputs.get(middle.name()), image)); // (N, K, H, W)
        }
        return new NamedArrays(logits);
    }

    /** A 3x3 convolution to a quarter of the channels and a 1x1 convolution to the classes; 2 and 3 are a ReLU and dropout. */
    private static final class Classifier extends Layer {
        private final ConvNorm reduce;
        private final Conv classify;

        Classifier(int in, int classes) {
            int width = in / 4;
            reduce = convNorm("0", "1", conv(in, width).kernel(3).padding(1), NormSpec.DEFAULT, Activation.RELU);
            classify = conv("4", conv(width, classes));
        }

        NDArray run(Pass pass, NDArray level, NDArray image) {
            return pass.scope(level, x -> {
                NDArray y = reduce.run(pass, x); // (N, C/4, H/stride, W/stride)
                return pass.ops().resizeLike(classify.run(pass, y), image, Resize.BILINEAR); // (N, K, H, W)
            });
        }
    }
}
