package io.vertebra.face.ssd;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.nn.UnaryLayer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Liu et al.: SSD, ECCV 2016, figure 2: the levels behind the base network. Each is a 1x1 convolution to half its channels and
 * a 3x3 convolution with stride 2.
 */
final class SsdExtraLevels extends Network {
    private final List<Extra> extras = new ArrayList<>();

    SsdExtraLevels(int in, List<Integer> channels) {
        int before = in;
        for (int i = 0; i < channels.size(); i++) {
            extras.add(child(SsdExtraLevelsNeck.extra(i), new Extra(before, channels.get(i))));
            before = channels.get(i);
        }
    }

    @Override
    public NamedArrays forward(Pass pass, NamedArrays inputs) {
        Map<String, NDArray> levels = new LinkedHashMap<>();
        levels.put("c4", inputs.get("c4"));
        NDArray x = inputs.get("c5");
        levels.put("c5", x);
        for (int i = 0; i < extras.size(); i++) {
            Extra extra = extras.get(i);
            x = pass.scope(x, in -> extra.run(pass, in));
            levels.put(SsdExtraLevelsNeck.extra(i), x); // (N, channels, H/2^(i+1), W/2^(i+1)) of c5
        }
        return new NamedArrays(levels);
    }

    private static final class Extra extends UnaryLayer {
        private final Conv reduce;
        private final Conv halve;

        Extra(int in, int out) {
            reduce = conv("reduce", conv(in, out / 2));
            halve = conv("halve", conv(out / 2, out).kernel(3).stride(2).samePadding());
        }

        @Override
        public NDArray run(Pass pass, NDArray x) {
            NDArray y = pass.ops().relu6(reduce.run(pass, x)); // (N, out/2, H, W)
            return pass.ops().relu6(halve.run(pass, y)); // (N, out, ceil(H/2), ceil(W/2))
        }
    }
}
