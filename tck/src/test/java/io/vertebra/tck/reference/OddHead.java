package io.vertebra.tck.reference;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.Problem;
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
import io.vertebra.api.nn.Linear;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.options.NoOptions;
import io.vertebra.api.plugin.BuildContext;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Odd but legal: takes a vector and nothing else, five classes without an option, one loss under a name of its own. */
public final class OddHead implements Head<NoOptions> {
    private static final int CLASSES = 5;

    @Override
    public Card card() {
        return Card.of("odd-head", "Unusual and right");
    }

    @Override
    public NoOptions defaults() {
        return new NoOptions();
    }

    @Override
    public Set<PredictionKind> produces(NoOptions options) {
        return Set.of(PredictionKind.CLASSES);
    }

    @Override
    public int classes(NoOptions options) {
        return CLASSES;
    }

    @Override
    public OutputSpec outputs(NoOptions options, FeatureSpec in) {
        vector(in);
        return new OutputSpec(List.of(new OutputSpec.Output("logits", "(N, K)", false)));
    }

    private static FeatureLevel vector(FeatureSpec in) {
        FeatureLevel only = in.last();
        if (only.kind() != FeatureKind.VECTOR) {
            throw new WiringException("odd-head needs a vector", only.name() + " as " + only.kind(), "a pooling neck");
        }
        return only;
    }

    @Override
    public Network build(NoOptions options, FeatureSpec in, BuildContext context) {
        return new Net(vector(in));
    }

    private static final class Net extends Network {
        private final String level;
        private final Linear only;

        Net(FeatureLevel level) {
            this.level = level.name();
            only = child("only", new Linear(level.channels(), CLASSES));
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            return NamedArrays.of("logits", only.run(pass, inputs.get(level))); // (N, 5)
        }
    }

    @Override
    public boolean trains(NoOptions options) {
        return true;
    }

    @Override
    public RawOutputs encode(NoOptions options, List<Truth> truths, RawOutputs predictions, DecodeContext context) {
        float[] chosen = new float[CLASSES * truths.size()];
        for (int n = 0; n < truths.size(); n++) {
            if (!(truths.get(n) instanceof Truth.Label label) || label.label() < 0 || label.label() >= CLASSES) {
                throw refusal("a truth is a label of 0 to 4", truths.get(n).toString());
            }
            chosen[CLASSES * n + label.label()] = 1;
        }
        int images = predictions.get("logits").size(0);
        if (images != truths.size()) {
            throw refusal("there is one truth for each image", truths.size() + " for " + images);
        }
        List<Long> shape = List.of((long) truths.size(), (long) CLASSES);
        return new RawOutputs(Map.of("chosen", new RawOutputs.Value(shape, FloatBuffer.wrap(chosen))));
    }

    private static InputException refusal(String rule, String received) {
        return new InputException(
                Problem.of(ErrorCode.TRUTH_MISMATCH, rule).received(received).fix("correct the annotation"));
    }

    @Override
    public Map<String, NDArray> losses(NoOptions options, NamedArrays raw, NamedArrays targets, Pass pass) {
        NDArray chances = pass.ops().logSoftmax(raw.get("logits"), 1);
        return Map.of(
                "surprise",
                chances.mul(targets.get("chosen"))
                        .sum(new int[] {1})
                        .mean(new int[] {0})
                        .neg());
    }

    @Override
    public List<Predictions> decode(NoOptions options, RawOutputs raw, DecodeContext context) {
        return Predictions.Scores.softmax(raw.get("logits"));
    }
}
