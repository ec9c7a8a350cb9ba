package io.vertebra.core.recipe;

import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.model.DecodeContext;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.Head;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.model.OutputSpec;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.api.nn.Network;
import io.vertebra.api.plugin.BuildContext;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A head with its options.
 *
 * @param <O> the options
 * @param type as the recipe names it
 * @param component the head
 * @param options bound and checked
 */
public record HeadPart<O extends Record>(String type, Head<O> component, O options) {
    /** The raw outputs. */
    public OutputSpec outputs(FeatureSpec in) {
        return component.outputs(options, in);
    }

    /** What it predicts. */
    public Set<PredictionKind> produces() {
        return component.produces(options);
    }

    /** The number of classes, background included. */
    public int classes() {
        return component.classes(options);
    }

    /** Where checkpoints keep the parameters. */
    public KeyMap keys(Dialect dialect) {
        return component.keys(options, dialect);
    }

    /** Where whole checkpoints with this head keep the parts. */
    public Map<String, String> roots(Dialect dialect) {
        return component.roots(options, dialect);
    }

    /** The network. */
    public Network build(FeatureSpec in, BuildContext context) {
        return component.build(options, in, context);
    }

    /** Reads raw outputs. */
    public List<Predictions> decode(RawOutputs raw, DecodeContext context) {
        return component.decode(options, raw, context);
    }
}
