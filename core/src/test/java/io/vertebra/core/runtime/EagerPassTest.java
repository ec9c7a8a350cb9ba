package io.vertebra.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.nn.Layer;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.nn.Pass;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What a forward makes of a parameter belongs to the forward, and the parameter outlives it. */
final class EagerPassTest {
    private static final class Scales extends Layer {
        private final Parameter three = parameter("three", new Shape(3), Parameter.Role.SCALE);
        private final Parameter one = parameter("one", new Shape(), Parameter.Role.SCALE);
    }

    private static final Parameter SCALE = new Scales().three;
    private static final Parameter ONE = new Scales().one;

    @Test
    void aParameterMayStandFirst() {
        check((pass, x) -> pass.value(SCALE).reshape(1, 3, 1, 1).mul(x));
        check((pass, x) -> pass.value(ONE).mul(x));
    }

    @Test
    void aStepMayGiveAParameter() {
        check((pass, x) -> x.mul(pass.scope(x, inner -> pass.value(SCALE)).reshape(1, 3, 1, 1)));
    }

    private static void check(BiFunction<Pass, NDArray, NDArray> forward) {
        try (NDManager model = Engines.manager("cpu")) {
            Map<Parameter, NDArray> values = Map.of(SCALE, model.create(new float[] {2, 2, 2}), ONE, model.create(2f));
            for (int i = 0; i < 3; i++) {
                try (NDManager scope = model.newSubManager()) {
                    Pass pass = new EagerPass(values, scope, (name, array) -> {}, false);
                    NDArray y = forward.apply(pass, scope.ones(new Shape(1, 3, 1, 2)));
                    assertThat(y.toFloatArray()).containsExactly(2, 2, 2, 2, 2, 2);
                }
                assertThat(model.getManagedArrays()).containsExactlyInAnyOrderElementsOf(values.values());
            }
        }
    }
}
