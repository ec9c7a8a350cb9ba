package io.vertebra.tck.mutant;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.nn.Pass;
import io.vertebra.tck.reference.ReferenceAttention;
import io.vertebra.tck.reference.ReferenceHead;
import io.vertebra.tck.reference.ReferenceNeck;
import io.vertebra.tck.subject.AttentionSubject;
import io.vertebra.tck.subject.Block;
import io.vertebra.tck.subject.HeadSubject;
import io.vertebra.tck.subject.NeckSubject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Necks, heads and attentions with one thing wrong that the rules for all networks have to find: a rule that finds it in a
 * backbone need not find it where other things go in and come out.
 */
final class BlockMutants {
    private static final long PAUSE_NANOS = 2_000_000;

    private BlockMutants() {}

    /** The sound parts. */
    private static List<Supplier<Block>> parts() {
        return List.of(
                () -> NeckSubject.tiny(new ReferenceNeck()),
                () -> HeadSubject.tiny(new ReferenceHead()),
                () -> AttentionSubject.tiny(new ReferenceAttention()));
    }

    private static String title(String name, Supplier<Block> part) {
        String kind = part.get().kind().key();
        return name + "In" + Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
    }

    private static Stream<Mutant> mutants(
            String rule, String name, Supplier<AlteredBlock.Builder> builder, String message, String... collateral) {
        return parts().stream().map(part -> {
            return Mutant.of(
                    rule,
                    title(name, part),
                    () -> new AlteredBlock(part.get(), builder.get(), null),
                    message,
                    collateral);
        });
    }

    /** Each network has a change of its own. */
    private static Stream<Mutant> changing(
            String rule, String name, Supplier<ChangedNetwork.Change> change, String message, String... collateral) {
        return mutants(rule, name, () -> sound -> new ChangedNetwork(sound, change.get(), null), message, collateral);
    }

    private static Stream<Mutant> adding(
            String rule, String name, ChangedNetwork.Extra extra, String message, String... collateral) {
        return mutants(
                rule,
                name,
                () -> sound -> new ChangedNetwork(sound, (pass, in, out) -> out, extra),
                message,
                collateral);
    }

    static Stream<Mutant> all() {
        return Stream.of(Stream.of(reversedNeck()), calls(), parameters(), memory())
                .flatMap(mutants -> mutants);
    }

    private static Stream<Mutant> calls() {
        return Stream.of(
                        changing(
                                "BACKBONE-03",
                                "StaleShapeFormula",
                                () -> (pass, in, out) -> out.concat(out, 1),
                                "without arrays"),
                        changing(
                                "BACKBONE-04",
                                "MeanOverBatch",
                                () -> (pass, in, out) ->
                                        out.add(out.mean(new int[] {0}).expandDims(0)),
                                "an image gives"),
                        changing(
                                "BACKBONE-05",
                                "Counting",
                                BlockMutants::counting,
                                "the same input twice gives other bits",
                                "BACKBONE-04",
                                "BACKBONE-09",
                                "BACKBONE-14",
                                "BACKBONE-15"),
                        changing(
                                "BACKBONE-14",
                                "RemembersFirstSize",
                                BlockMutants::remembering,
                                "after another size the output",
                                "BACKBONE-15"),
                        changing(
                                "BACKBONE-15",
                                "SharedScratchField",
                                BlockMutants::scratching,
                                "of 100 forwards on 4 threads differ"),
                        changing(
                                "BACKBONE-16",
                                "DivideByLargest",
                                () -> (pass, in, out) ->
                                        out.mul(in.abs().max()).div(in.abs().max()),
                                "zeros gives NaN"))
                .flatMap(mutants -> mutants);
    }

    private static ChangedNetwork.Change counting() {
        AtomicInteger calls = new AtomicInteger();
        return (pass, in, out) -> out.add(calls.getAndIncrement());
    }

    private static ChangedNetwork.Change remembering() {
        AtomicLong first = new AtomicLong();
        return (pass, in, out) -> {
            long size = in.getShape().size() / in.getShape().get(0);
            first.compareAndSet(0, size);
            return out.add(size - first.get());
        };
    }

    private static ChangedNetwork.Change scratching() {
        AtomicLong scratch = new AtomicLong();
        return (pass, in, out) -> {
            scratch.set(in.getShape().size() / in.getShape().get(0));
            LockSupport.parkNanos(PAUSE_NANOS);
            return out.add(scratch.get());
        };
    }

    private static Stream<Mutant> parameters() {
        AtomicInteger builds = new AtomicInteger();
        return Stream.of(
                        adding(
                                "BACKBONE-06",
                                "UpdatesStatsInEval",
                                new ChangedNetwork.Extra("extra", Parameter.Role.RUNNING_MEAN, (pass, value, out) -> {
                                    value.addi(1);
                                    return out;
                                }),
                                "an evaluation changes extra"),
                        adding(
                                "BACKBONE-06",
                                "IgnoresTrainingFlag",
                                new ChangedNetwork.Extra("extra", Parameter.Role.RUNNING_MEAN, null),
                                "training does not move extra"),
                        adding(
                                "BACKBONE-07",
                                "UnusedParameter",
                                new ChangedNetwork.Extra("extra", Parameter.Role.SCALE, null),
                                "no gradient reaches [extra]"),
                        mutants(
                                "BACKBONE-08",
                                "CountingNames",
                                () -> sound -> new ChangedNetwork(
                                        sound,
                                        (pass, in, out) -> out,
                                        new ChangedNetwork.Extra(
                                                "p" + builds.getAndIncrement(),
                                                Parameter.Role.SHIFT,
                                                (pass, value, out) -> out.add(value))),
                                "two builds have other parameters",
                                "BACKBONE-05",
                                "BACKBONE-07",
                                "BACKBONE-09",
                                "BACKBONE-10"),
                        changing(
                                "BACKBONE-09",
                                "StateOutsideParameters",
                                () -> {
                                    int state = builds.getAndIncrement();
                                    return (pass, in, out) -> out.add(state);
                                },
                                "after saving and loading the output",
                                "BACKBONE-05",
                                "BACKBONE-14"),
                        parts().stream()
                                .map(part -> Mutant.of(
                                        "BACKBONE-10",
                                        "IgnoresUnexpectedIn"
                                                + part.get().kind().key(),
                                        () -> new AlteredBlock(
                                                part.get(),
                                                sound -> sound,
                                                KeyMap.builder()
                                                        .ignore("tck", "anything")
                                                        .build()),
                                        "is loaded")))
                .flatMap(mutants -> mutants);
    }

    private static Stream<Mutant> memory() {
        return Stream.of(
                        changing(
                                "BACKBONE-11",
                                "InPlaceScale",
                                () -> (pass, in, out) -> {
                                    in.muli(2);
                                    return out;
                                },
                                "a forward changes its input",
                                "BACKBONE-07",
                                "BACKBONE-09"),
                        changing(
                                "BACKBONE-12",
                                "KeepsActivation",
                                () -> (pass, in, out) -> {
                                    out.mul(2).attach(in.getManager().getParentManager());
                                    return out;
                                },
                                "forwards leave",
                                "BACKBONE-13"),
                        changing(
                                "BACKBONE-12",
                                "KeepsActivationInTraining",
                                () -> (pass, in, out) -> {
                                    if (pass.training()) {
                                        out.mul(2).attach(in.getManager().getParentManager());
                                    }
                                    return out;
                                },
                                "forwards leave",
                                "BACKBONE-13"),
                        changing(
                                "BACKBONE-13",
                                "ParentsManager",
                                () -> (pass, in, out) -> {
                                    out.getManager()
                                            .getParentManager()
                                            .create(1f)
                                            .close();
                                    return out;
                                },
                                "makes arrays outside of the input's manager"),
                        changing(
                                "BACKBONE-13",
                                "ParentsManagerInTraining",
                                () -> (pass, in, out) -> {
                                    if (pass.training()) {
                                        out.getManager()
                                                .getParentManager()
                                                .create(1f)
                                                .close();
                                    }
                                    return out;
                                },
                                "makes arrays outside of the input's manager"))
                .flatMap(mutants -> mutants);
    }

    /** A neck that gives its levels in another order. */
    private static Mutant reversedNeck() {
        return Mutant.of(
                "BACKBONE-02",
                "ReversedLevelsInNeck",
                () -> new AlteredBlock(NeckSubject.tiny(new ReferenceNeck()), Reversed::new, null),
                "declares [p4, p5, p6] and gives [p6, p5, p4]");
    }

    private static final class Reversed extends Network {
        private final Network sound;

        Reversed(Network sound) {
            this.sound = child("sound", sound);
        }

        @Override
        public NamedArrays forward(Pass pass, NamedArrays inputs) {
            NamedArrays levels = sound.forward(pass, inputs);
            List<String> names = new ArrayList<>(levels.arrays().keySet());
            Collections.reverse(names);
            Map<String, NDArray> reversed = new LinkedHashMap<>();
            names.forEach(name -> reversed.put(name, levels.get(name)));
            return new NamedArrays(reversed);
        }
    }
}
