package sample;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Card;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;
import io.vertebra.api.plugin.BuildContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

public final class SampleBackbone implements Backbone<SampleBackbone.Options> {
    public enum Kind {
        PLAIN,
        FANCY_ONE
    }

    public record Options(
            @Doc("channels") @Range(min = 1, max = 64) int width,
            @Doc("factor") @Range(min = 0, max = 1) double rate,
            @Doc("kind") Kind kind,
            @Doc("note") String note,
            @Doc("whether") boolean deep,
            @Doc("sizes") @Range(min = 1) List<Integer> sizes) {
        public Options {
            if (sizes.isEmpty()) {
                throw new IllegalArgumentException("sizes has at least one element");
            }
        }
    }

    private static final Options DEFAULTS = new Options(8, 0.5, Kind.PLAIN, "none", false, List.of(1, 2));

    @Override
    public Card card() {
        return Card.of("sample-backbone", "A convolution")
                .paper("A. Author", "On samples, Journal of Samples", 2024)
                .reference("sample 1.0");
    }

    @Override
    public Options defaults() {
        return DEFAULTS;
    }

    @Override
    public Map<String, Options> variants() {
        return Map.of("sample-backbone-wide", new Options(16, 0.5, Kind.PLAIN, "none", false, List.of(1)));
    }

    @Override
    public FeatureSpec features(Options options) {
        return FeatureSpec.of(FeatureLevel.map("c1", options.width(), 2));
    }

    @Override
    public Network build(Options options, BuildContext context) {
        return new Net(options.width());
    }

    static final class Net extends Network {
        private final Conv conv;

        Net(int width) {
            conv = conv("conv", conv(3, width).kernel(3).stride(2).padding(1));
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NDArray x = inputs.get(InputSpec.IMAGE); // (N, 3, H, W)
            return NamedArrays.of("c1", pass.ops().relu(conv.run(pass, x))); // (N, W, H/2, W/2)
        }
    }
}
