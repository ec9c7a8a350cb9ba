package io.vertebra.tck.mutant;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.nn.Pass;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A network around the sound one, with what the mutant adds. */
final class ChangedNetwork extends Network {
    private final Network sound;
    private final Change change;

    ChangedNetwork(Network sound, Change change, @Nullable Extra extra) {
        this.sound = child("sound", sound);
        Parameter added = extra == null ? null : parameter(extra.name(), new Shape(1), extra.role());
        this.change = added == null || extra == null ? change : extra.with(added, change);
    }

    @Override
    public NamedArrays forward(Pass pass, NamedArrays inputs) {
        NamedArrays outputs = sound.forward(pass, inputs);
        NDArray in = inputs.arrays().values().iterator().next();
        Map.Entry<String, NDArray> first =
                outputs.arrays().entrySet().iterator().next();
        if (!real(in)) {
            return outputs;
        }
        Map<String, NDArray> changed = new LinkedHashMap<>(outputs.arrays());
        changed.put(first.getKey(), change.of(pass, in, first.getValue()));
        return new NamedArrays(changed);
    }

    /** What is done to the first output of a real forward. */
    @FunctionalInterface
    interface Change {
        NDArray of(Pass pass, NDArray in, NDArray out);
    }

    /** A parameter that only the mutant has, and what it is used for. */
    record Extra(String name, Parameter.Role role, @Nullable Use use) {
        Change with(Parameter added, Change change) {
            return (pass, in, out) ->
                    use == null ? change.of(pass, in, out) : use.of(pass, pass.value(added), change.of(pass, in, out));
        }
    }

    @FunctionalInterface
    interface Use {
        NDArray of(Pass pass, NDArray value, NDArray out);
    }

    /** Not a shape-only run. */
    private static boolean real(NDArray x) {
        return x.getClass().getName().startsWith("ai.djl.pytorch.");
    }
}
