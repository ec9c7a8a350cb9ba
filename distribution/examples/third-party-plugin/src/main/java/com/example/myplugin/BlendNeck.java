package com.example.myplugin;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.Neck;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.nn.Resize;
import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;
import io.vertebra.api.plugin.BuildContext;

/** One map out of two: the coarser one, enlarged, is added to the finer one. */
public final class BlendNeck implements Neck<BlendNeck.Options> {
    private static final String ID = "my-plugin-neck";

    /**
     * What a recipe can choose.
     *
     * @param channels of p2
     */
    public record Options(
            @Doc("Channels of p2") @Range(min = 1, max = 1024) int channels) {}

    @Override
    public Card card() {
        return Card.of(ID, "Adds two levels");
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
        level(in, "c3");
        return FeatureSpec.of(
                FeatureLevel.map("p2", options.channels(), level(in, "c2").stride()));
    }

    /** By name, so that any backbone with these two levels will do; another one is refused before an array exists. */
    private static FeatureLevel level(FeatureSpec in, String name) {
        return in.require(name, FeatureKind.MAP, ID);
    }

    @Override
    public Network build(Options options, FeatureSpec in, BuildContext context) {
        return new Net(level(in, "c2").channels(), level(in, "c3").channels(), options.channels());
    }

    private static final class Net extends Network {
        private final Conv fine;
        private final Conv coarse;

        private Net(int fineChannels, int coarseChannels, int out) {
            fine = conv("fine", conv(fineChannels, out));
            coarse = conv("coarse", conv(coarseChannels, out));
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NDArray c2 = fine.run(pass, inputs.get("c2")); // (N, C, H, W)
            NDArray c3 = coarse.run(pass, inputs.get("c3")); // (N, C, ceil(H/2), ceil(W/2))
            // To the size of the other map, not by two: from odd sizes, twice the half is one too many.
            return NamedArrays.of("p2", c2.add(pass.ops().resizeLike(c3, c2, Resize.NEAREST)));
        }
    }
}
