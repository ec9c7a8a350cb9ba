package io.vertebra.tck.reference;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.error.WiringException;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.DecodeContext;
import io.vertebra.api.model.Head;
import io.vertebra.api.model.OutputSpec;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.api.model.Truth;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;
import io.vertebra.api.plugin.BuildContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A dense detector on the finest map: in each cell a logit a class and the distances to the four edges. The cell that holds the
 * centre of a box answers for it. Focal loss and L1. Not final: mutants change one thing.
 */
public class ReferenceHead implements Head<ReferenceHead.Options> {
    private static final String ID = "reference-head";

    /** What a recipe can choose. */
    public record Options(
            @Doc("number of classes") @Range(min = 1, max = 1000)
            int classes) {}

    @Override
    public Card card() {
        return Card.of(ID, "Dense detector on one map");
    }

    @Override
    public Options defaults() {
        return new Options(20);
    }

    @Override
    public Options tiny() {
        return new Options(3);
    }

    @Override
    public Set<PredictionKind> produces(Options options) {
        return Set.of(PredictionKind.BOXES);
    }

    @Override
    public int classes(Options options) {
        return options.classes();
    }

    /** The finest level. */
    protected static FeatureLevel level(FeatureSpec in) {
        FeatureLevel first = in.levels().get(0);
        if (first.kind() != FeatureKind.MAP) {
            throw new WiringException(ID + " needs a map", first.name() + " as " + first.kind(), "a backbone of maps");
        }
        return first;
    }

    @Override
    public OutputSpec outputs(Options options, FeatureSpec in) {
        level(in);
        return new OutputSpec(List.of(
                new OutputSpec.Output("cls", "(N, K, H, W)", false),
                new OutputSpec.Output("reg", "(N, 4, H, W)", false)));
    }

    @Override
    public Network build(Options options, FeatureSpec in, BuildContext context) {
        return new Net(level(in), options.classes());
    }

    /** The network. Not final: mutants change one thing. */
    public static class Net extends Network {
        private final String level;
        private final Conv cls;
        private final Conv reg;

        /** Two convolutions. */
        public Net(FeatureLevel level, int classes) {
            this.level = level.name();
            cls = conv("cls", conv(level.channels(), classes).kernel(3).padding(1));
            reg = conv("reg", conv(level.channels(), 4).kernel(3).padding(1));
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NDArray x = feature(inputs.get(level)); // (N, C, H, W)
            Map<String, NDArray> outputs = new LinkedHashMap<>();
            outputs.put("cls", cls.run(pass, x)); // (N, K, H, W)
            outputs.put("reg", reg.run(pass, x)); // (N, 4, H, W)
            return new NamedArrays(outputs);
        }

        /** What is read of the level. */
        protected NDArray feature(NDArray x) {
            return x;
        }
    }

    @Override
    public boolean trains(Options options) {
        return true;
    }

    @Override
    public RawOutputs encode(Options options, List<Truth> truths, RawOutputs predictions, DecodeContext context) {
        return cells(context, options).encode(truths, predictions);
    }

    @Override
    public Map<String, NDArray> losses(Options options, NamedArrays raw, NamedArrays targets, Pass pass) {
        NDArray positive = targets.get("positive"); // (N, 1, H, W)
        NDArray count = count(positive);
        Map<String, NDArray> losses = new LinkedHashMap<>();
        losses.put(
                "focal", focal(raw.get("cls"), targets.get("cls"), pass).sum().div(count));
        losses.put(
                "edges",
                raw.get("reg").sub(targets.get("reg")).abs().mul(positive).sum().div(count));
        return losses;
    }

    /** What the sums are divided by: the number of objects, 1 at least. */
    protected NDArray count(NDArray positive) {
        return positive.sum().clip(1, Integer.MAX_VALUE);
    }

    /** Lin et al. 2017, "Focal Loss for Dense Object Detection", equation 5 with gamma 2 and without alpha. */
    private static NDArray focal(NDArray logits, NDArray truth, Pass pass) {
        NDArray p = pass.ops().sigmoid(logits);
        NDArray entropy = pass.ops().softplus(logits).sub(logits.mul(truth));
        NDArray wrong = p.add(truth).sub(p.mul(truth).mul(2)); // p where the truth is 0, 1 - p where it is 1
        return wrong.square().mul(entropy);
    }

    @Override
    public List<Predictions> decode(Options options, RawOutputs raw, DecodeContext context) {
        return cells(context, options).decode(raw);
    }

    /** How boxes lie in cells. */
    protected ReferenceCells cells(DecodeContext context, Options options) {
        return new ReferenceCells(context, options.classes(), 0.5f);
    }
}
