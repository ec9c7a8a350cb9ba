package io.vertebra.classic.efficientnet;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.nn.ConvNorm;
import io.vertebra.api.nn.ConvSpec;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.nn.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tan, Le: EfficientNet, ICML 2019, table 1, from the stem to the last inverted bottleneck. Input (N, C, H, W); output c1 to
 * c5, the last block of each map size. Parameters are named as in timm.
 */
final class EfficientNet extends Network {
    private final ConvNorm stem;
    private final List<Sequence> stages = new ArrayList<>();

    EfficientNet(EfficientNetOptions options) {
        ConvSpec first = conv(options.inChannels(), options.stemChannels()).stride(2);
        stem = convNorm(
                "conv_stem",
                "bn1",
                options.padded(first, 3),
                options.norm(),
                options.activation().layer());
        int in = options.stemChannels();
        for (int s = 0; s < Stage.TABLE.size(); s++) {
            stages.add(child("blocks." + s, new Sequence(blocks(options, s, in))));
            in = options.channels(s);
        }
    }

    private static List<InvertedBottleneck> blocks(EfficientNetOptions options, int s, int in) {
        Stage stage = Stage.TABLE.get(s);
        int out = options.channels(s);
        List<InvertedBottleneck> blocks = new ArrayList<>();
        blocks.add(new InvertedBottleneck(options, stage, in, out, stage.stride()));
        while (blocks.size() < options.blocks(s)) {
            blocks.add(new InvertedBottleneck(options, stage, out, out, 1));
        }
        return blocks;
    }

    @Override
    public NamedArrays forward(Pass pass, NamedArrays inputs) {
        Map<String, NDArray> levels = new LinkedHashMap<>();
        NDArray x = pass.scope(inputs.get(InputSpec.IMAGE), image -> stem.run(pass, image)); // (N, 32 width, H/2, W/2)
        boolean level = false;
        for (int s = 0; s < stages.size(); s++) {
            NDArray y = stages.get(s).run(pass, x);
            if (!level) {
                pass.release(x);
            }
            x = y;
            level = Stage.TABLE.get(s).last();
            if (level) {
                levels.put("c" + (levels.size() + 1), x); // (N, channels, H/stride, W/stride)
            }
        }
        return new NamedArrays(levels);
    }
}
