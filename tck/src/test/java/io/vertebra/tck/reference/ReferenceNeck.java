package io.vertebra.tck.reference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.Neck;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.nn.Resize;
import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;
import io.vertebra.api.plugin.BuildContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** A pyramid of two levels with learnt fusion, and one more. Not final: mutants change one thing. */
public class ReferenceNeck implements Neck<ReferenceNeck.Options> {
    private static final String ID = "reference-neck";

    /** What a recipe can choose. */
    public record Options(
            @Doc("channels of all levels") @Range(min = 1, max = 64)
            int channels) {}

    @Override
    public Card card() {
        return Card.of(ID, "Two levels merged by learnt weights");
    }

    @Override
    public Options defaults() {
        return new Options(16);
    }

    @Override
    public Options tiny() {
        return new Options(4);
    }

    @Override
    public FeatureSpec features(Options options, FeatureSpec in) {
        FeatureLevel c4 = in.require("c4", FeatureKind.MAP, ID);
        FeatureLevel c5 = in.require("c5", FeatureKind.MAP, ID);
        return FeatureSpec.of(
                FeatureLevel.map("p4", options.channels(), c4.stride()),
                FeatureLevel.map("p5", options.channels(), c5.stride()),
                FeatureLevel.map("p6", options.channels(), 2 * c5.stride()));
    }

    @Override
    public Network build(Options options, FeatureSpec in, BuildContext context) {
        return new Net(channels(in, "c4"), channels(in, "c5"), options.channels());
    }

    /** Channels of the level that arrives. */
    protected static int channels(FeatureSpec in, String level) {
        return in.require(level, FeatureKind.MAP, ID).channels();
    }

    /** The network. Not final: mutants change one thing. */
    public static class Net extends Network {
        private final Conv lateral4;
        private final Conv lateral5;
        private final Conv extra;
        private final Parameter fusion;

        /** Declares a lateral convolution a level. */
        public Net(int c4, int c5, int channels) {
            lateral4 = conv("lateral4", conv(c4, channels));
            lateral5 = conv("lateral5", conv(c5, channels));
            extra = conv("extra", conv(channels, channels).kernel(3).stride(2).padding(1));
            fusion = parameter("fusion", new Shape(1, 2, 1, 1), Parameter.Role.SCALE);
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NDArray weights = weights(pass, pass.value(fusion)); // (1, 2, 1, 1)
            pass.probe("fusion", weights.reshape(1, 2));
            NDArray p5 = lateral5.run(pass, inputs.get("c5")); // (N, C, H/32, W/32)
            NDArray lateral = lateral4.run(pass, inputs.get("c4")); // (N, C, H/16, W/16)
            NDArray p4 = lateral.mul(pass.ops().sliceChannels(weights, 0, 1))
                    .add(enlarged(pass, p5, lateral).mul(pass.ops().sliceChannels(weights, 1, 2)));
            Map<String, NDArray> levels = new LinkedHashMap<>();
            levels.put("p4", p4);
            levels.put("p5", p5);
            levels.put("p6", extra.run(pass, p5)); // (N, C, H/64, W/64)
            return new NamedArrays(levels);
        }

        /** Not negative, with sum 1. */
        protected NDArray weights(Pass pass, NDArray raw) {
            return raw.softmax(1);
        }

        /** The coarser map in the finer one's size. */
        protected NDArray enlarged(Pass pass, NDArray coarse, NDArray fine) {
            return pass.ops().resizeLike(coarse, fine, Resize.NEAREST);
        }
    }
}
