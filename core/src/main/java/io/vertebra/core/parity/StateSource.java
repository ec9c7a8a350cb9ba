package io.vertebra.core.parity;

import io.vertebra.core.weights.SeededValues;
import io.vertebra.core.weights.StoredType;
import io.vertebra.core.weights.TensorInfo;
import io.vertebra.core.weights.TensorSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The checkpoint of a fixture: each tensor is made from its own name. */
final class StateSource implements TensorSource {
    private final Fixture fixture;
    private final Map<String, Fixture.Tensor> tensors = new LinkedHashMap<>();

    StateSource(Fixture fixture) {
        this.fixture = fixture;
        fixture.state().forEach(tensor -> tensors.put(tensor.key(), tensor));
    }

    @Override
    public String name() {
        return fixture.file();
    }

    @Override
    public String format() {
        return "parity fixture";
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        Map<String, TensorInfo> infos = new LinkedHashMap<>();
        tensors.forEach((key, tensor) -> infos.put(key, new TensorInfo(tensor.shape(), StoredType.F32)));
        return Collections.unmodifiableMap(infos);
    }

    @Override
    public float[] read(String key) {
        Fixture.Tensor tensor = tensors.get(key);
        int count = Math.toIntExact(tensor.shape().stream().reduce(1L, (a, b) -> a * b));
        return SeededValues.of(fixture.seed(), key).fill(count, tensor.offset(), tensor.scale());
    }

    @Override
    public void close() {
        // nothing is open: values are computed
    }
}
