package io.vertebra.lightweight.mobilenetv1;

import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.model.Transform;

/** Where checkpoints keep the parameters of {@link MobileNetV1}. */
final class MobileNetV1Keys {
    private final MobileNetV1Options options;
    private final KeyMap.Builder keys = KeyMap.builder();

    private MobileNetV1Keys(MobileNetV1Options options) {
        this.options = options;
    }

    static KeyMap of(MobileNetV1Options options, Dialect dialect) {
        if (dialect.equals(Dialect.PYTORCHCV)) {
            return new MobileNetV1Keys(options).pytorchcv();
        }
        return dialect.equals(Dialect.FACE_API) ? new MobileNetV1Keys(options).faceApi() : KeyMap.same();
    }

    private KeyMap pytorchcv() {
        keys.module("conv_stem", "features.init_block.conv").module("bn1", "features.init_block.bn");
        for (int s = 0; s < Stage.TABLE.size(); s++) {
            for (int b = 0; b < Stage.TABLE.get(s).blocks(); b++) {
                String ours = "blocks." + s + "." + b + ".";
                String theirs = "features.stage" + (s + 1) + ".unit" + (b + 1) + ".";
                keys.module(ours + "conv_dw", theirs + "dw_conv.conv").module(ours + "bn1", theirs + "dw_conv.bn");
                keys.module(ours + "conv_pw", theirs + "pw_conv.conv").module(ours + "bn2", theirs + "pw_conv.bn");
            }
        }
        return keys.build();
    }

    /** TensorFlow's names; the stem counts as the pointwise convolution of layer 0, the pairs are layers 1 to 13. */
    private KeyMap faceApi() {
        folded("conv_stem", "bn1", "MobilenetV1/Conv2d_0_pointwise/");
        int layer = 1;
        for (int s = 0; s < Stage.TABLE.size(); s++) {
            for (int b = 0; b < Stage.TABLE.get(s).blocks(); b++) {
                String ours = "blocks." + s + "." + b + ".";
                depthwise(ours, "MobilenetV1/Conv2d_" + layer + "_depthwise/");
                folded(ours + "conv_pw", ours + "bn2", "MobilenetV1/Conv2d_" + layer + "_pointwise/");
                layer++;
            }
        }
        return keys.build();
    }

    private void depthwise(String ours, String theirs) {
        keys.tensor(ours + "conv_dw.weight", theirs + "depthwise_weights", Transform.HWCM_TO_CMHW)
                .tensor(ours + "bn1.weight", theirs + "BatchNorm/gamma", Transform.SAME)
                .tensor(ours + "bn1.bias", theirs + "BatchNorm/beta", Transform.SAME)
                .tensor(ours + "bn1.running_mean", theirs + "BatchNorm/moving_mean", Transform.SAME)
                .tensor(ours + "bn1.running_var", theirs + "BatchNorm/moving_variance", Transform.SAME);
    }

    /** The exporter folded this norm into the convolution and kept its shift: what is left of the norm adds and scales by 1. */
    private void folded(String conv, String norm, String theirs) {
        keys.tensor(conv + ".weight", theirs + "weights", Transform.HWIO_TO_OIHW)
                .constant(norm + ".weight", 1)
                .tensor(norm + ".bias", theirs + "convolution_bn_offset", Transform.SAME)
                .constant(norm + ".running_mean", 0)
                .constant(norm + ".running_var", 1 - options.normEpsilon());
    }
}
