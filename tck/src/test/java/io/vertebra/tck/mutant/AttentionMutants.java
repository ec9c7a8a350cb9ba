package io.vertebra.tck.mutant;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.model.InsertionPoint;
import io.vertebra.api.model.Position;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.nn.Window;
import io.vertebra.api.plugin.BuildContext;
import io.vertebra.tck.reference.ReferenceAttention;
import io.vertebra.tck.reference.ReferenceAttention.Net;
import io.vertebra.tck.subject.AttentionSubject;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Attentions with one thing wrong. */
final class AttentionMutants {
    private AttentionMutants() {}

    private static Mutant mutant(
            String rule, String name, Supplier<ReferenceAttention> made, String message, String... collateral) {
        return Mutant.of(
                rule,
                name,
                () -> {
                    ReferenceAttention attention = made.get();
                    return AttentionSubject.tiny(attention);
                },
                message,
                collateral);
    }

    /** What changes the gate. */
    @FunctionalInterface
    private interface Change {
        NDArray gate(Pass pass, NDArray x, NDArray gate);
    }

    private static Supplier<ReferenceAttention> gated(Change change) {
        return () -> new ReferenceAttention() {
            @Override
            public Network build(Options options, InsertionPoint at, BuildContext context) {
                return new Net(at.in(), Math.max(1, at.in() / options.reduction())) {
                    @Override
                    protected NDArray gate(Pass pass, NDArray x) {
                        return change.gate(pass, x, super.gate(pass, x));
                    }
                };
            }
        };
    }

    static Stream<Mutant> all() {
        return Stream.of(
                mutant(
                        "ATTENTION-01",
                        "ReductionToZero",
                        () -> new ReferenceAttention() {
                            @Override
                            public Network build(Options options, InsertionPoint at, BuildContext context) {
                                return new Net(at.in(), at.in() / options.reduction());
                            }
                        },
                        "cannot be built"),
                mutant(
                        "ATTENTION-02",
                        "ClaimsIdentity",
                        () -> new ReferenceAttention() {
                            @Override
                            public boolean identityAtStart(Options options) {
                                return true;
                            }
                        },
                        "declares that it is identity at the start and moves its input by"),
                mutant(
                        "ATTENTION-02",
                        "HidesIdentity",
                        gated((pass, x, gate) -> gate.mul(0).add(1)),
                        "declares that it is no identity at the start",
                        "BACKBONE-07"),
                mutant("ATTENTION-03", "GateAboveOne", gated((pass, x, gate) -> gate.add(1)), "its gate holds 1."),
                mutant(
                        "ATTENTION-03",
                        "SoftmaxWrongAxis",
                        gated((pass, x, gate) -> {
                            pass.probe("weights", x.softmax(2));
                            return gate;
                        }),
                        "a row of its weights has the sum"),
                mutant(
                        "ATTENTION-04",
                        "LeaksPosition",
                        gated((pass, x, gate) ->
                                pass.ops().sigmoid(pass.ops().maxPool(x, Window.square(3, 1, 1), false))),
                        "declares symmetry CHANNEL; pixels moved about change the output by",
                        "BACKBONE-07"),
                mutant(
                        "ATTENTION-04",
                        "WrongPoolAxis",
                        () -> new ReferenceAttention() {
                            @Override
                            public Symmetry symmetry(Options options) {
                                return Symmetry.SPATIAL;
                            }
                        },
                        "declares symmetry SPATIAL and weighs the channels of a pixel by"),
                mutant(
                        "ATTENTION-05",
                        "IgnoresStride",
                        () -> new ReferenceAttention() {
                            @Override
                            public Set<Position> positions(Options options) {
                                return Set.of(Position.IN_BRANCH, Position.REPLACE_CONV);
                            }
                        },
                        "at REPLACE_CONV"));
    }
}
