package io.vertebra.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.nn.Operators;
import io.vertebra.api.nn.Resize;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Modules are made once for each distinct call, shared, and freed with their owner; no array outlives its call. */
final class OpKitTest {
    private static final int ROUNDS = 25;

    @Test
    void aCallIsMadeOnce() {
        try (NDManager manager = Engines.manager("cpu")) {
            OpKit kit = new OpKit(manager);
            NDArray x = manager.ones(new Shape(1, 4, 2, 2));
            assertThat(kit.size()).isZero();
            kit.one("group_norm", x, null, null, 2, 1e-5f);
            kit.one("group_norm", x.mul(2), null, null, 2, 1e-5f);
            assertThat(kit.size()).isEqualTo(1);
            kit.one("group_norm", x, null, null, 4, 1e-5f);
            assertThat(kit.size()).isEqualTo(2);
        }
    }

    @Test
    void sizesByRelationMakeNoNewModules() {
        try (NDManager manager = Engines.manager("cpu")) {
            OpKit kit = new OpKit(manager);
            Operators ops = new EagerOperators(kit, false);
            for (int size = 2; size < 12; size++) {
                NDArray reference = manager.ones(new Shape(1, 1, size, 2 * size));
                NDArray y = ops.resizeLike(manager.ones(new Shape(1, 1, 3, 3)), reference, Resize.BICUBIC);
                assertThat(y.getShape()).isEqualTo(reference.getShape());
            }
            assertThat(kit.size()).isEqualTo(1);
        }
    }

    @Test
    void whatIsNoFunctionOrAttributeIsRefused() {
        try (NDManager manager = Engines.manager("cpu")) {
            OpKit kit = new OpKit(manager);
            NDArray x = manager.ones(new Shape(1));
            assertThatThrownBy(() -> kit.one("fly", x)).hasMessageContaining("no function fly");
            assertThatThrownBy(() -> kit.one("elu", x, Float.NaN)).hasMessageContaining("no attribute: NaN");
            assertThatThrownBy(() -> kit.one("elu", x, "os.system")).hasMessageContaining("no attribute");
            assertThat(kit.size()).isZero();
        }
    }

    /** A few thousand calls, all operators of the fixtures. */
    @Test
    void noArrayOutlivesItsCall() {
        List<OperatorFixture> fixtures = OperatorFixture.all();
        try (NDManager owner = Engines.manager("cpu");
                NDManager caller = Engines.manager("cpu")) {
            OpKit kit = new OpKit(owner);
            int before = caller.getManagedArrays().size();
            int modules = 0;
            for (int round = 0; round < ROUNDS; round++) {
                for (OperatorFixture f : fixtures) {
                    call(kit, f, caller);
                }
                assertThat(kit.size()).isEqualTo(round == 0 ? kit.size() : modules);
                modules = kit.size();
            }
            assertThat(ROUNDS * fixtures.size()).isGreaterThan(3000);
            assertThat(modules).isBetween(50, fixtures.size());
            assertThat(caller.getManagedArrays()).hasSize(before);
            assertThat(owner.getManagedArrays()).isEmpty();
        }
    }

    private static void call(OpKit kit, OperatorFixture f, NDManager caller) {
        GradientFree.run(() -> {
            try (NDManager scope = caller.newSubManager()) {
                var inputs = f.inputs(scope);
                var outputs = OperatorCalls.of(f.id()).run(new EagerOperators(kit, f.flag("training")), f, inputs);
                outputs.values().forEach(array -> assertThat(array.getManager()).isSameAs(scope));
            }
            return null;
        });
    }

    @Test
    void threadsShareAKit() throws Exception {
        List<OperatorFixture> fixtures = OperatorFixture.all();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (NDManager manager = Engines.manager("cpu")) {
            OpKit kit = new OpKit(manager);
            Callable<String> all = () -> {
                for (OperatorFixture f : fixtures) {
                    try (NDManager scope = manager.newSubManager()) {
                        var outputs = OperatorCalls.of(f.id())
                                .run(new EagerOperators(kit, f.flag("training")), f, f.inputs(scope));
                        for (var expected : f.outputs().entrySet()) {
                            String fault = expected.getValue().fault(outputs.get(expected.getKey()));
                            if (!fault.isEmpty()) {
                                return f.id() + ": " + fault;
                            }
                        }
                    }
                }
                return "";
            };
            List<Future<String>> faults = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                faults.add(threads.submit(all));
            }
            for (Future<String> fault : faults) {
                assertThat(fault.get()).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theOwnerFreesTheModules() {
        NDManager owner = Engines.manager("cpu");
        OpKit kit = new OpKit(owner);
        try (NDManager caller = Engines.manager("cpu")) {
            NDArray x = caller.ones(new Shape(1, 4));
            assertThat(kit.one("mish", x).getShape()).isEqualTo(new Shape(1, 4));
            owner.close();
            assertThatThrownBy(() -> kit.one("mish", x)).isInstanceOf(RuntimeException.class);
        }
    }
}
