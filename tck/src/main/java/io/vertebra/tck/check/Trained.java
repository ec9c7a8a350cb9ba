package io.vertebra.tck.check;

import ai.djl.ndarray.NDManager;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.core.runtime.StandaloneNetwork;
import io.vertebra.core.runtime.StandaloneNetwork.Mode;
import io.vertebra.tck.check.BlockRun.Values;
import io.vertebra.tck.subject.HeadSubject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks heads that train, and lets the others be. */
final class Trained {
    private Trained() {}

    /** A question to a head at one size, with raw outputs of a batch of two. */
    @FunctionalInterface
    interface Question {
        void ask(LossRun<?> run, StandaloneNetwork network, Map<String, Values> raw);
    }

    static Verdict ask(HeadSubject<?> subject, Bench bench, List<ImageSize> sizes, Question question) {
        return only(subject, sizes.get(0)).orElseGet(() -> {
            for (ImageSize size : sizes) {
                ask(subject, bench, size, question);
            }
            return Verdict.pass();
        });
    }

    private static <O extends Record> void ask(HeadSubject<O> subject, Bench bench, ImageSize size, Question question) {
        LossRun<O> run = LossRun.of(subject, size).orElseThrow();
        try (NDManager root = bench.manager();
                StandaloneNetwork network = BlockRun.network(subject, size, bench, root)) {
            Map<String, Values> noise = BlockRun.noise(subject, size, 2, bench.seed());
            question.ask(run, network, BlockRun.run(network, noise, Mode.TRAINING));
        }
    }

    /** Why the head is not asked; empty when it is. */
    static <O extends Record> Optional<Verdict> only(HeadSubject<O> subject, ImageSize size) {
        if (!subject.component().trains(subject.options())) {
            return Optional.of(Verdict.notApplicable("is for inference only"));
        }
        return LossRun.of(subject, size).isPresent()
                ? Optional.empty()
                : Optional.of(Verdict.notApplicable(
                        "the kit has no truths for " + subject.component().produces(subject.options())));
    }

    /** Wide and odd ones: the two largest. */
    static List<ImageSize> large(HeadSubject<?> subject) {
        List<ImageSize> sizes = subject.sizes();
        return sizes.subList(Math.max(0, sizes.size() - 2), sizes.size());
    }

    /** One in the middle. */
    static List<ImageSize> typical(HeadSubject<?> subject) {
        return List.of(BlockRun.typical(subject));
    }
}
