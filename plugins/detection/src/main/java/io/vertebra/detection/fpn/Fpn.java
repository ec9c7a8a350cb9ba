package io.vertebra.detection.fpn;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.ConvSpec;
import io.vertebra.api.nn.Initial;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.nn.Resize;
import io.vertebra.api.nn.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lin, Dollar, Girshick, He, Hariharan, Belongie: Feature Pyramid Networks for Object Detection, CVPR 2017, figure 3; the extra
 * convolutions are those of Lin, Goyal, Girshick, He, Dollar: Focal Loss for Dense Object Detection, ICCV 2017, section 4.
 * Parameters are named as in torchvision.
 */
final class Fpn extends Network {
    private static final Window EVERY_SECOND = Window.square(1, 2, 0);

    private final FpnOptions options;
    private final List<Conv> inner = new ArrayList<>();
    private final List<Conv> layer = new ArrayList<>();
    private final List<Conv> extra = new ArrayList<>();

    /**
     * A pyramid.
     *
     * @param in channels of each level that goes in
     */
    Fpn(FpnOptions options, List<Integer> in) {
        this.options = options;
        int out = options.channels();
        for (int i = 0; i < in.size(); i++) {
            inner.add(child("inner_blocks." + i + ".0", spread(conv(in.get(i), out))));
        }
        for (int i = 0; i < in.size(); i++) {
            layer.add(child(
                    "layer_blocks." + i + ".0", spread(conv(out, out).kernel(3).padding(1))));
        }
        if (options.extra() == FpnOptions.Extra.CONVOLUTIONS) {
            int from = options.extraFrom() == FpnOptions.ExtraFrom.INPUT ? in.get(in.size() - 1) : out;
            for (String name : options.extras()) {
                ConvSpec halve = conv(from, out).kernel(3).stride(2).padding(1);
                extra.add(child("extra_blocks." + name, spread(halve)));
                from = out;
            }
        }
    }

    /** He's distribution for a convolution without a non-linearity behind it, as torchvision has it for all of them. */
    private static Conv spread(ConvSpec spec) {
        int fanIn = spec.in() * spec.window().kernelH() * spec.window().kernelW();
        return new Conv(spec, Initial.spread(Math.sqrt(1.0 / fanIn)), null);
    }

    @Override
    public NamedArrays forward(Pass pass, NamedArrays inputs) {
        List<NDArray> outputs = new ArrayList<>(); // the coarsest first
        NDArray coarser = null;
        for (int i = inner.size() - 1; i >= 0; i--) {
            NDArray lateral = inner.get(i).run(pass, inputs.get(options.levels().get(i))); // (N, channels, H_i, W_i)
            NDArray merged = coarser == null ? lateral : add(pass, lateral, coarser); // (N, channels, H_i, W_i)
            outputs.add(layer.get(i).run(pass, merged)); // (N, channels, H_i, W_i)
            coarser = merged;
        }
        Map<String, NDArray> levels = new LinkedHashMap<>();
        for (int i = 0; i < inner.size(); i++) {
            levels.put(FpnOptions.pyramid(options.levels().get(i)), outputs.get(inner.size() - 1 - i));
        }
        extras(pass, inputs, outputs.get(0), levels);
        return new NamedArrays(levels);
    }

    /** The coarser map, enlarged to the exact size of the lateral one, odd sizes too. */
    private static NDArray add(Pass pass, NDArray lateral, NDArray coarser) {
        return pass.scope(coarser, map -> lateral.add(pass.ops().resizeLike(map, lateral, Resize.NEAREST)));
    }

    private void extras(Pass pass, NamedArrays inputs, NDArray last, Map<String, NDArray> levels) {
        List<String> names = options.extras();
        if (options.extra() == FpnOptions.Extra.MAX_POOL) {
            levels.put(names.get(0), pass.ops().maxPool(last, EVERY_SECOND, false)); // (N, channels, H/2, W/2)
            return;
        }
        boolean fromInput = options.extraFrom() == FpnOptions.ExtraFrom.INPUT;
        NDArray x = fromInput ? inputs.get(options.levels().get(options.levels().size() - 1)) : last;
        for (int i = 0; i < extra.size(); i++) {
            Conv halve = extra.get(i);
            boolean rectified = i > 0 && options.reluBetween();
            x = pass.scope(x, in -> halve.run(pass, rectified ? pass.ops().relu(in) : in));
            levels.put(names.get(i), x); // (N, channels, H/2^(i+1), W/2^(i+1)) of the last
        }
    }
}
