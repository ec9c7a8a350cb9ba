package io.vertebra.core.weights;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.Layer;
import io.vertebra.api.nn.Parameter;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Parts with parameters named at will, and what the loader does with them. */
final class LoaderParts {
    private LoaderParts() {}

    static final class Tensors extends Layer {
        Tensors with(String name, long... shape) {
            parameter(name, new Shape(shape), Parameter.Role.WEIGHT);
            return this;
        }
    }

    static Tensors tensors() {
        return new Tensors();
    }

    static PartKeys part(String name, String root, KeyMap keys, Tensors tensors) {
        return new PartKeys(name, root, keys, tensors.parameters());
    }

    static PartKeys backbone(String root, Tensors tensors) {
        return part("backbone", root, KeyMap.same(), tensors);
    }

    static Map<Parameter, float[]> load(TensorSource source, PartKeys... parts) {
        Map<Parameter, float[]> values = new IdentityHashMap<>();
        WeightsLoader.load(
                source,
                List.of(parts),
                List.of(),
                (parameter, array) -> assertThat(values.put(parameter, array)).isNull());
        return values;
    }

    static WeightsReport compare(TensorSource source, PartKeys... parts) {
        return WeightsLoader.compare(source, List.of(parts), List.of());
    }
}
