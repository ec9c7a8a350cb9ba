package io.vertebra.tck.mutant;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.nn.Resize;
import io.vertebra.api.plugin.BuildContext;
import io.vertebra.tck.reference.ReferenceNeck;
import io.vertebra.tck.reference.ReferenceNeck.Net;
import io.vertebra.tck.subject.NeckSubject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Necks with one thing wrong. */
final class NeckMutants {
    private NeckMutants() {}

    private static Mutant mutant(
            String rule, String name, Supplier<ReferenceNeck> made, String message, String... collateral) {
        return Mutant.of(rule, name, () -> NeckSubject.tiny(made.get()), message, collateral);
    }

    /** A network instead of the reference's. */
    @FunctionalInterface
    private interface Builder {
        Network build(ReferenceNeck.Options options, FeatureSpec in);
    }

    private static Supplier<ReferenceNeck> building(Builder builder) {
        return () -> new ReferenceNeck() {
            @Override
            public Network build(Options options, FeatureSpec in, BuildContext context) {
                return builder.build(options, in);
            }
        };
    }

    private static int channels(FeatureSpec in, String level) {
        return in.find(level).orElseThrow().channels();
    }

    private static ReferenceNeck declaring(Declaration declaration) {
        return new ReferenceNeck() {
            @Override
            public FeatureSpec features(Options options, FeatureSpec in) {
                return declaration.of(super.features(options, in), in);
            }
        };
    }

    @FunctionalInterface
    private interface Declaration {
        FeatureSpec of(FeatureSpec declared, FeatureSpec in);
    }

    private static FeatureSpec last(FeatureSpec declared, FeatureLevel other) {
        List<FeatureLevel> levels = new ArrayList<>(declared.levels());
        levels.set(levels.size() - 1, other);
        return new FeatureSpec(levels);
    }

    static Stream<Mutant> all() {
        return Stream.of(levels(), inputs(), Stream.of(fusion())).flatMap(mutants -> mutants);
    }

    private static Stream<Mutant> levels() {
        return Stream.of(
                mutant(
                        "NECK-01",
                        "FixedTwoTimesUpsample",
                        building((options, in) -> new Net(channels(in, "c4"), channels(in, "c5"), options.channels()) {
                            @Override
                            protected NDArray enlarged(Pass pass, NDArray coarse, NDArray fine) {
                                return pass.ops().resizeBy(coarse, 2, Resize.NEAREST);
                            }
                        }),
                        "cannot run on them",
                        NETWORK_FAILS),
                mutant(
                        "NECK-01",
                        "WrongExtraLevel",
                        () -> declaring((declared, in) -> last(
                                declared, FeatureLevel.map("p6", declared.last().channels(), 512))),
                        "level p6 of stride 512 has"),
                mutant(
                        "NECK-01",
                        "WrongChannels",
                        () -> declaring((declared, in) -> last(
                                declared,
                                FeatureLevel.map("p6", 5, declared.last().stride()))),
                        "level p6 declares 5 channels and has 4",
                        "NECK-02"),
                mutant(
                        "NECK-01",
                        "WantsWhatNobodyGives",
                        () -> declaring((declared, in) -> {
                            in.require("c9", FeatureKind.MAP, "reference-neck");
                            return declared;
                        }),
                        "takes none of the kit's levels: reference-neck needs level c9",
                        "BACKBONE-02",
                        "NECK-02",
                        "NECK-03"));
    }

    /** Rules that cannot but fail when the network does not run at odd sizes. */
    private static final String[] NETWORK_FAILS = {
        "NECK-02",
        "NECK-03",
        "NECK-04",
        "BACKBONE-02",
        "BACKBONE-03",
        "BACKBONE-04",
        "BACKBONE-05",
        "BACKBONE-06",
        "BACKBONE-07",
        "BACKBONE-11",
        "BACKBONE-12",
        "BACKBONE-13",
        "BACKBONE-14",
        "BACKBONE-15",
        "BACKBONE-16"
    };

    private static Stream<Mutant> inputs() {
        return Stream.of(
                mutant(
                        "NECK-02",
                        "HardcodedChannels",
                        building((options, in) -> new Net(24, 32, options.channels())),
                        "and then cannot run on them"),
                mutant(
                        "NECK-02",
                        "PositionalInputs",
                        building((options, in) -> new Positional(in, options.channels())),
                        "levels in another order"),
                mutant("NECK-02", "SilentMissing", SilentMissing::new, "features() ends by", "NECK-03"),
                mutant(
                        "NECK-03",
                        "DropsLevel",
                        building((options, in) -> new Net(channels(in, "c4"), channels(in, "c5"), options.channels()) {
                            @Override
                            public NamedArrays forward(Pass pass, NamedArrays inputs) {
                                Map<String, NDArray> all = new LinkedHashMap<>(inputs.arrays());
                                all.put("c4", inputs.get("c4").mul(0));
                                return super.forward(pass, new NamedArrays(all));
                            }
                        }),
                        "asks for level c4 and no output depends on it",
                        "BACKBONE-07"));
    }

    private static Mutant fusion() {
        return mutant(
                "NECK-04",
                "NegativeFusion",
                building((options, in) -> new Net(channels(in, "c4"), channels(in, "c5"), options.channels()) {
                    @Override
                    protected NDArray weights(Pass pass, NDArray raw) {
                        return raw.div(raw.sum(new int[] {1}, true));
                    }
                }),
                "a fusion weight is -");
    }

    /** Takes the third and the fourth array, whatever their names. */
    private static final class Positional extends Net {
        Positional(FeatureSpec in, int channels) {
            super(channels(in, "c4"), channels(in, "c5"), channels);
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            List<NDArray> arrays = new ArrayList<>(inputs.arrays().values());
            int first = arrays.size() - 3; // c4, c5, image
            Map<String, NDArray> named = new LinkedHashMap<>();
            named.put("c4", arrays.get(first));
            named.put("c5", arrays.get(first + 1));
            return super.forward(pass, new NamedArrays(named));
        }
    }

    /** Does not ask whether its levels are there. */
    private static final class SilentMissing extends ReferenceNeck {
        @Override
        public FeatureSpec features(Options options, FeatureSpec in) {
            FeatureLevel c5 = in.find("c5").orElseThrow();
            int stride = in.find("c4").orElseThrow().stride();
            return FeatureSpec.of(
                    FeatureLevel.map("p4", options.channels(), stride),
                    FeatureLevel.map("p5", options.channels(), c5.stride()),
                    FeatureLevel.map("p6", options.channels(), 2 * c5.stride()));
        }
    }
}
