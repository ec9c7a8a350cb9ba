package io.vertebra.tck.mutant;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.model.DecodeContext;
import io.vertebra.api.model.OutputSpec;
import io.vertebra.api.model.Truth.LabelledBox;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.plugin.BuildContext;
import io.vertebra.tck.reference.ReferenceCells;
import io.vertebra.tck.reference.ReferenceHead;
import io.vertebra.tck.reference.ReferenceHead.Net;
import io.vertebra.tck.subject.HeadSubject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Heads with one thing wrong. */
final class HeadMutants {
    private HeadMutants() {}

    private static Mutant mutant(
            String rule, String name, Supplier<ReferenceHead> made, String message, String... collateral) {
        return Mutant.of(rule, name, () -> HeadSubject.tiny(made.get()), message, collateral);
    }

    /** Losses out of the raw outputs after a change. */
    private static Supplier<ReferenceHead> reading(UnaryOperator<NDArray> change) {
        return () -> new ReferenceHead() {
            @Override
            public Map<String, NDArray> losses(Options options, NamedArrays raw, NamedArrays targets, Pass pass) {
                Map<String, NDArray> changed = new LinkedHashMap<>();
                raw.arrays().forEach((name, array) -> changed.put(name, change.apply(array)));
                return super.losses(options, new NamedArrays(changed), targets, pass);
            }
        };
    }

    /** Losses after a change. */
    private static Supplier<ReferenceHead> losing(UnaryOperator<NDArray> change) {
        return () -> new ReferenceHead() {
            @Override
            public Map<String, NDArray> losses(Options options, NamedArrays raw, NamedArrays targets, Pass pass) {
                Map<String, NDArray> changed = new LinkedHashMap<>();
                super.losses(options, raw, targets, pass)
                        .forEach((name, loss) -> changed.put(name, change.apply(loss)));
                return changed;
            }
        };
    }

    /** Cells of another kind. */
    @FunctionalInterface
    private interface Cells {
        ReferenceCells of(DecodeContext context, int classes);
    }

    private static Supplier<ReferenceHead> encoding(Cells cells) {
        return () -> new ReferenceHead() {
            @Override
            protected ReferenceCells cells(DecodeContext context, Options options) {
                return cells.of(context, options.classes());
            }
        };
    }

    static Stream<Mutant> all() {
        return Stream.of(outputs(), losses(), truths(), learning()).flatMap(mutants -> mutants);
    }

    private static Stream<Mutant> outputs() {
        return Stream.of(
                mutant(
                        "HEAD-01",
                        "OffByOneClasses",
                        () -> new ReferenceHead() {
                            @Override
                            public Network build(Options options, FeatureSpec in, BuildContext context) {
                                return new Net(level(in), options.classes() + 1);
                            }
                        },
                        "output cls declares (N, K, H, W) and has the shape (2, 4,",
                        TRAINING_FAILS),
                mutant(
                        "HEAD-01",
                        "WantsWhatNobodyGives",
                        () -> new ReferenceHead() {
                            @Override
                            public OutputSpec outputs(Options options, FeatureSpec in) {
                                in.require("c9", FeatureKind.MAP, "reference-head");
                                return super.outputs(options, in);
                            }
                        },
                        "takes none of the kit's levels: reference-head needs level c9",
                        "BACKBONE-02"));
    }

    private static final String[] TRAINING_FAILS = {"HEAD-02", "HEAD-03", "HEAD-04", "HEAD-05", "HEAD-06", "TASK-09"};

    private static Stream<Mutant> losses() {
        return Stream.of(
                mutant(
                        "HEAD-02",
                        "DetachedLoss",
                        reading(NDArray::stopGradient),
                        "no gradient",
                        "HEAD-03",
                        "HEAD-04",
                        "HEAD-05",
                        "TASK-09"),
                mutant(
                        "HEAD-02",
                        "LossPerImage",
                        losing(loss -> loss.expandDims(0).repeat(2)),
                        "has the shape (2) and is not one number",
                        "HEAD-03",
                        "HEAD-04",
                        "HEAD-05",
                        "TASK-09"),
                mutant(
                        "HEAD-03",
                        "MeanOfEmpty",
                        () -> new ReferenceHead() {
                            @Override
                            protected NDArray count(NDArray positive) {
                                return positive.sum();
                            }
                        },
                        "a batch without an object: the sum of the losses is"),
                mutant(
                        "HEAD-04",
                        "GradientSignFlipped",
                        losing(loss -> loss.stopGradient().mul(2).sub(loss)),
                        "along its negative gradient",
                        "HEAD-05",
                        "TASK-09"),
                mutant(
                        "HEAD-04",
                        "HalfDetached",
                        losing(loss -> loss.stopGradient().add(loss).div(2)),
                        "by differences"));
    }

    private static Stream<Mutant> truths() {
        return Stream.of(
                mutant(
                        "HEAD-05",
                        "HalfPixelShift",
                        encoding((context, classes) -> new ReferenceCells(context, classes, 0)),
                        "and decodes"),
                mutant("HEAD-05", "NegatedLoss", losing(NDArray::neg), "and decodes", "TASK-09"),
                mutant(
                        "HEAD-05",
                        "SwappedXY",
                        encoding((context, classes) -> new ReferenceCells(context, classes, 0.5f) {
                            @Override
                            protected float[] edges(Box box, int column, int row) {
                                float[] edges = super.edges(box, column, row);
                                return new float[] {edges[1], edges[0], edges[3], edges[2]};
                            }
                        }),
                        "and decodes"),
                mutant(
                        "HEAD-06",
                        "AcceptsDegenerateBox",
                        encoding((context, classes) -> new ReferenceCells(context, classes, 0.5f) {
                            @Override
                            protected void check(LabelledBox one) {
                                if (one.box().width() > 0) {
                                    super.check(one);
                                }
                            }
                        }),
                        "takes a box without area"),
                mutant(
                        "HEAD-06",
                        "LabelEndsInIndexError",
                        encoding((context, classes) -> new ReferenceCells(context, classes, 0.5f) {
                            @Override
                            protected void check(LabelledBox one) {
                                if (one.label() < 0 || one.label() >= classes) {
                                    throw new IndexOutOfBoundsException(one.label());
                                }
                                super.check(one);
                            }
                        }),
                        "refuses label 3 of 3 by java.lang.IndexOutOfBoundsException"));
    }

    private static Stream<Mutant> learning() {
        return Stream.of(mutant(
                "TASK-09",
                "SeesNothing",
                () -> new ReferenceHead() {
                    @Override
                    public Map<String, NDArray> losses(
                            Options options, NamedArrays raw, NamedArrays targets, Pass pass) {
                        Map<String, NDArray> losses = super.losses(options, raw, targets, pass);
                        Map<String, NDArray> tiny = new LinkedHashMap<>();
                        losses.forEach((name, loss) -> tiny.put(
                                name,
                                loss.stopGradient()
                                        .add(loss.sub(loss.stopGradient()).mul(1e-6f))));
                        return tiny;
                    }
                },
                "the loss goes from",
                "HEAD-04"));
    }
}
