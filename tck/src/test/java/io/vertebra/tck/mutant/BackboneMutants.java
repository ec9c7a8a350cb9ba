package io.vertebra.tck.mutant;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.plugin.BuildContext;
import io.vertebra.tck.reference.ReferenceBackbone;
import io.vertebra.tck.reference.ReferenceBackbone.Net;
import io.vertebra.tck.reference.ReferenceBackbone.Options;
import io.vertebra.tck.subject.BackboneSubject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Backbones with one thing wrong. */
final class BackboneMutants {
    private BackboneMutants() {}

    static Stream<Mutant> all() {
        return Stream.of(shapes(), batches(), state(), weights(), MemoryMutants.all())
                .flatMap(Function.identity());
    }

    /** A backbone that declares other levels than it gives. */
    private static Mutant declaring(String name, FeatureSpec declared, String message, String... collateral) {
        return Mutant.of(
                "BACKBONE-01",
                name,
                () -> BackboneSubject.tiny(new ReferenceBackbone() {
                    @Override
                    public FeatureSpec features(Options options) {
                        return declared;
                    }
                }),
                message,
                collateral);
    }

    /** A backbone with another network. */
    static Mutant building(
            String rule, String name, Function<Options, Network> network, String message, String... collateral) {
        return Mutant.of(
                rule,
                name,
                () -> BackboneSubject.tiny(new ReferenceBackbone() {
                    @Override
                    public Network build(Options options, BuildContext context) {
                        return network.apply(options);
                    }
                }),
                message,
                collateral);
    }

    /** What is done to the coarser level. */
    @FunctionalInterface
    interface Change {
        NDArray c2(Pass pass, NDArray image, NDArray c1, NDArray c2);
    }

    /** The reference network with a changed coarser level. */
    static Function<Options, Network> changed(Change change) {
        return options -> new Net(options) {
            @Override
            public NamedArrays forward(Pass pass, NamedArrays inputs) {
                NamedArrays levels = super.forward(pass, inputs);
                return with(levels, change.c2(pass, inputs.get(InputSpec.IMAGE), levels.get("c1"), levels.get("c2")));
            }
        };
    }

    private static NamedArrays with(NamedArrays levels, NDArray c2) {
        Map<String, NDArray> changed = new LinkedHashMap<>(levels.arrays());
        changed.put("c2", c2);
        return new NamedArrays(changed);
    }

    /** Not a shape-only run. */
    static boolean real(NDArray x) {
        return x.getClass().getName().startsWith("ai.djl.pytorch.");
    }

    private static Stream<Mutant> shapes() {
        return Stream.of(
                declaring(
                        "WrongChannels",
                        FeatureSpec.of(FeatureLevel.map("c1", 4, 2), FeatureLevel.map("c2", 9, 4)),
                        "level c2 declares 9 channels and has 8"),
                declaring(
                        "WrongStride",
                        FeatureSpec.of(FeatureLevel.map("c1", 4, 2), FeatureLevel.map("c2", 8, 8)),
                        "level c2 declares stride 8"),
                declaring(
                        "ForgottenLevel",
                        FeatureSpec.of(FeatureLevel.map("c1", 4, 2), FeatureLevel.map("c3", 8, 4)),
                        "does not give the declared level c3",
                        "BACKBONE-02"),
                building(
                        "BACKBONE-02",
                        "ReversedLevels",
                        options -> new Net(options) {
                            @Override
                            public NamedArrays forward(Pass pass, NamedArrays inputs) {
                                NamedArrays levels = super.forward(pass, inputs);
                                List<String> names =
                                        new ArrayList<>(levels.arrays().keySet());
                                Collections.reverse(names);
                                Map<String, NDArray> reversed = new LinkedHashMap<>();
                                names.forEach(name -> reversed.put(name, levels.get(name)));
                                return new NamedArrays(reversed);
                            }
                        },
                        "declares [c1, c2] and gives [c2, c1]"),
                building(
                        "BACKBONE-03",
                        "StaleShapeFormula",
                        changed((pass, image, c1, c2) -> real(c2) ? c2.concat(c2, 1) : c2),
                        "without arrays"),
                building(
                        "BACKBONE-03",
                        "NotPortable",
                        changed((pass, image, c1, c2) -> c2.flip(2)),
                        "the network calls flip",
                        "BACKBONE-01",
                        "BACKBONE-02"));
    }

    private static Stream<Mutant> batches() {
        return Stream.of(
                building(
                        "BACKBONE-04",
                        "MeanOverBatch",
                        changed((pass, image, c1, c2) ->
                                c2.add(c2.mean(new int[] {0}).expandDims(0))),
                        "an image gives"),
                building(
                        "BACKBONE-05",
                        "Counting",
                        options -> {
                            AtomicInteger calls = new AtomicInteger();
                            return changed((pass, image, c1, c2) -> c2.add(calls.getAndIncrement()))
                                    .apply(options);
                        },
                        "the same input twice gives other bits",
                        "BACKBONE-04",
                        "BACKBONE-09",
                        "BACKBONE-14",
                        "BACKBONE-15"),
                building(
                        "BACKBONE-16",
                        "DivideBySpread",
                        changed((pass, image, c1, c2) -> c2.div(image.max(new int[] {1})
                                .max(new int[] {1})
                                .max(new int[] {1})
                                .square()
                                .expandDims(1)
                                .expandDims(1)
                                .expandDims(1))),
                        "zeros gives"),
                building(
                        "BACKBONE-16",
                        "Overflow",
                        changed((pass, image, c1, c2) -> c2.add(image.max(new int[] {1})
                                .max(new int[] {1})
                                .max(new int[] {1})
                                .exp()
                                .expandDims(1)
                                .expandDims(1)
                                .expandDims(1))),
                        "100 times the noise gives Infinity"),
                building("BACKBONE-16", "NativeErrorLeaks", GreyNet::new, "one channel more passes"),
                building("BACKBONE-16", "NativeErrorOfRank", FlatNet::new, "another rank passes"),
                building("BACKBONE-16", "CountsAxes", AxisNet::new, "another rank ends the shape-only run by"));
    }

    /** Takes any number of channels, it says. */
    private static final class GreyNet extends Net {
        GreyNet(Options options) {
            super(options);
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NDArray image = inputs.get(InputSpec.IMAGE);
            if (real(image) && image.getShape().get(1) != 3) {
                throw new EngineException("size mismatch, got 4");
            }
            NDArray grey = image.mean(new int[] {1}).expandDims(1); // (N, 1, H, W)
            return super.forward(
                    pass, NamedArrays.of(InputSpec.IMAGE, pass.ops().concat(List.of(grey, grey, grey), 1)));
        }
    }

    /** Takes any number of axes, it says. */
    private static final class FlatNet extends Net {
        FlatNet(Options options) {
            super(options);
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NDArray image = inputs.get(InputSpec.IMAGE);
            boolean flat = image.getShape().dimension() == 3;
            if (flat && real(image)) {
                throw new EngineException("expected 4 axes, got 3");
            }
            return super.forward(pass, NamedArrays.of(InputSpec.IMAGE, flat ? image.expandDims(3) : image));
        }
    }

    /** Looks for a width where none is. */
    private static final class AxisNet extends Net {
        AxisNet(Options options) {
            super(options);
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            inputs.get(InputSpec.IMAGE).getShape().get(3);
            return super.forward(pass, inputs);
        }
    }

    /** The reference network with one more parameter. */
    private static class Extra extends Net {
        final Parameter extra;

        Extra(Options options, Parameter.Role role) {
            super(options);
            extra = parameter("extra", new Shape(1), role);
        }
    }

    private static Stream<Mutant> state() {
        return Stream.of(
                building(
                        "BACKBONE-06",
                        "UpdatesStatsInEval",
                        options -> new Extra(options, Parameter.Role.RUNNING_MEAN) {
                            @Override
                            public NamedArrays forward(Pass pass, NamedArrays inputs) {
                                if (real(inputs.get(InputSpec.IMAGE))) {
                                    pass.value(extra).addi(1);
                                }
                                return super.forward(pass, inputs);
                            }
                        },
                        "an evaluation changes extra"),
                building(
                        "BACKBONE-06",
                        "IgnoresTrainingFlag",
                        options -> new Extra(options, Parameter.Role.RUNNING_MEAN),
                        "training does not move extra"),
                building(
                        "BACKBONE-07",
                        "UnusedParameter",
                        options -> new Extra(options, Parameter.Role.SCALE),
                        "no gradient reaches [extra]"),
                building(
                        "BACKBONE-07",
                        "StopGradient",
                        changed((pass, image, c1, c2) -> real(c2) ? c2.stopGradient() : c2),
                        "no gradient reaches [bn2.bias"),
                building(
                        "BACKBONE-14",
                        "RemembersFirstSize",
                        RememberingNet::new,
                        "after another size the output c2 differs"),
                building(
                        "BACKBONE-14",
                        "CachedGrid",
                        CachingNet::new,
                        "a second call with another size fails",
                        "BACKBONE-04",
                        "BACKBONE-05",
                        "BACKBONE-06",
                        "BACKBONE-07",
                        "BACKBONE-11",
                        "BACKBONE-12",
                        "BACKBONE-13",
                        "BACKBONE-15",
                        "BACKBONE-16"),
                building("BACKBONE-15", "SharedScratchField", ScratchNet::new, "of 100 forwards on 4 threads differ"));
    }

    private static final class RememberingNet extends Net {
        private final AtomicInteger height = new AtomicInteger();

        RememberingNet(Options options) {
            super(options);
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NDArray image = inputs.get(InputSpec.IMAGE);
            NamedArrays levels = super.forward(pass, inputs);
            if (!real(image)) {
                return levels;
            }
            int now = Math.toIntExact(image.getShape().get(2));
            height.compareAndSet(0, now);
            return with(levels, levels.get("c2").add(now - height.get()));
        }
    }

    private static final class CachingNet extends Net {
        private @Nullable NDArray grid;

        CachingNet(Options options) {
            super(options);
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NamedArrays levels = super.forward(pass, inputs);
            NDArray c2 = levels.get("c2");
            if (!real(c2)) {
                return levels;
            }
            NDArray kept = grid == null ? c2.mul(0) : grid;
            grid = kept;
            return with(levels, c2.add(kept));
        }
    }

    /** Keeps a number and no array: arrays of another thread may be gone, and the process with them. */
    private static final class ScratchNet extends Net {
        private static final long PAUSE_NANOS = 2_000_000;
        private volatile long scratch;

        ScratchNet(Options options) {
            super(options);
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NamedArrays levels = super.forward(pass, inputs);
            NDArray c2 = levels.get("c2");
            if (!real(c2)) {
                return levels;
            }
            scratch = c2.getShape().get(2);
            LockSupport.parkNanos(PAUSE_NANOS);
            return with(levels, c2.add(scratch));
        }
    }

    private static Stream<Mutant> weights() {
        AtomicInteger builds = new AtomicInteger();
        return Stream.of(
                building(
                        "BACKBONE-08",
                        "CountingNames",
                        options -> new Net(options) {
                            private final Parameter counted =
                                    parameter("p" + builds.getAndIncrement(), new Shape(1), Parameter.Role.SHIFT);

                            @Override
                            public NamedArrays forward(Pass pass, NamedArrays inputs) {
                                NamedArrays levels = super.forward(pass, inputs);
                                return with(levels, levels.get("c2").add(pass.value(counted)));
                            }
                        },
                        "two builds have other parameters",
                        "BACKBONE-05",
                        "BACKBONE-07",
                        "BACKBONE-09",
                        "BACKBONE-10"),
                building(
                        "BACKBONE-09",
                        "StateOutsideParameters",
                        options -> {
                            int state = builds.getAndIncrement();
                            return changed((pass, image, c1, c2) -> c2.add(state))
                                    .apply(options);
                        },
                        "after saving and loading the output c2 differs",
                        "BACKBONE-05",
                        "BACKBONE-14"),
                mapping(
                        "LenientMissing",
                        KeyMap.builder().constant("conv1.weight", 0).build(),
                        "is loaded",
                        "BACKBONE-09"),
                mapping(
                        "IgnoresUnexpected",
                        KeyMap.builder().ignore("tck", "anything").build(),
                        "is loaded"));
    }

    private static Mutant mapping(String name, KeyMap keys, String message, String... collateral) {
        return Mutant.of(
                "BACKBONE-10",
                name,
                () -> BackboneSubject.tiny(new ReferenceBackbone() {
                    @Override
                    public KeyMap keys(Options options, Dialect dialect) {
                        return keys;
                    }
                }),
                message,
                collateral);
    }
}
