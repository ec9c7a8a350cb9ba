package io.vertebra.tck.reference;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Card;
import io.vertebra.api.nn.Activation;
import io.vertebra.api.nn.ConvNorm;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.NormSpec;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;
import io.vertebra.api.plugin.BuildContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** Two convolutions with batch norm, a level each. Not final: mutants change one thing. */
public class ReferenceBackbone implements Backbone<ReferenceBackbone.Options> {
    /** What a recipe can choose. */
    public record Options(
            @Doc("channels of c1; c2 has twice as many") @Range(min = 1, max = 64)
            int width) {}

    @Override
    public Card card() {
        return Card.of("reference-backbone", "Two convolutions");
    }

    @Override
    public Options defaults() {
        return new Options(6);
    }

    @Override
    public Options tiny() {
        return new Options(4);
    }

    @Override
    public FeatureSpec features(Options options) {
        return FeatureSpec.of(
                FeatureLevel.map("c1", options.width(), 2), FeatureLevel.map("c2", 2 * options.width(), 4));
    }

    @Override
    public Network build(Options options, BuildContext context) {
        return new Net(options);
    }

    /** The network. Not final: mutants change one thing. */
    public static class Net extends Network {
        /** First. */
        protected final ConvNorm conv1;
        /** Second. */
        protected final ConvNorm conv2;

        /** Declares both. */
        public Net(Options options) {
            NormSpec norm = NormSpec.DEFAULT;
            conv1 = convNorm(
                    "conv1", "bn1", conv(3, options.width()).kernel(3).stride(2).padding(1), norm, Activation.RELU);
            conv2 = convNorm(
                    "conv2",
                    "bn2",
                    conv(options.width(), 2 * options.width())
                            .kernel(3)
                            .stride(2)
                            .padding(1),
                    norm,
                    Activation.RELU);
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NDArray c1 = conv1.run(pass, inputs.get(InputSpec.IMAGE)); // (N, W, H/2, W/2)
            NDArray c2 = conv2.run(pass, c1); // (N, 2 W, H/4, W/4)
            Map<String, NDArray> levels = new LinkedHashMap<>();
            levels.put("c1", c1);
            levels.put("c2", c2);
            return new NamedArrays(levels);
        }
    }
}
