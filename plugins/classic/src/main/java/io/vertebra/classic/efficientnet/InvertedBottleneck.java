package io.vertebra.classic.efficientnet;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.Activation;
import io.vertebra.api.nn.ConvNorm;
import io.vertebra.api.nn.ConvSpec;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.nn.UnaryLayer;
import org.jspecify.annotations.Nullable;

/**
 * MBConv: wide, depthwise, narrow, with squeeze-and-excitation before it narrows and a shortcut where the form stays. Sandler et
 * al.: MobileNetV2, CVPR 2018, figure 4d; Tan et al.: MnasNet, CVPR 2019, figure 7. Without an expansion it is a depthwise
 * separable convolution, whose parts timm numbers differently.
 */
final class InvertedBottleneck extends UnaryLayer {
    private final @Nullable ConvNorm expand;
    private final ConvNorm depthwise;
    private final @Nullable SqueezeExcitation squeeze;
    private final ConvNorm project;
    private final boolean shortcut;

    InvertedBottleneck(EfficientNetOptions options, Stage stage, int in, int out, int stride) {
        Activation activation = options.activation().layer();
        boolean expanded = stage.expansion() > 1;
        int wide = in * stage.expansion();
        expand = expanded ? convNorm("conv_pw", "bn1", conv(in, wide), options.norm(), activation) : null;
        ConvSpec spatial = options.padded(conv(wide, wide).groups(wide).stride(stride), stage.kernel());
        depthwise = convNorm("conv_dw", expanded ? "bn2" : "bn1", spatial, options.norm(), activation);
        squeeze = options.squeeze() ? child("se", new SqueezeExcitation(wide, Math.max(1, in / 4), activation)) : null;
        project = convNorm(
                expanded ? "conv_pwl" : "conv_pw",
                expanded ? "bn3" : "bn2",
                conv(wide, out),
                options.norm(),
                Activation.NONE);
        shortcut = stride == 1 && in == out;
    }

    @Override
    public NDArray run(Pass pass, NDArray x) {
        NDArray y = expand == null ? x : expand.run(pass, x); // (N, wide, H, W)
        y = depthwise.run(pass, y); // (N, wide, H/stride, W/stride)
        y = squeeze == null ? y : squeeze.run(pass, y); // the same
        y = project.run(pass, y); // (N, out, H/stride, W/stride)
        return shortcut ? y.add(x) : y;
    }
}
