package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputRule;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Task;
import io.vertebra.core.catalog.Entry;
import io.vertebra.core.catalog.Registry;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether parts that are right on their own fit each other. No array exists yet. */
final class WiringCheck {
    private final Problems problems;

    WiringCheck(Problems problems) {
        this.problems = problems;
    }

    /**
     * Follows the levels from the backbone to the head, as far as the parts are known.
     *
     * @param necks empty when one of them is wrong; what comes behind it is then not judged
     */
    void levels(
            Placed<BackbonePart<?>> backbone,
            Optional<List<Placed<NeckPart<?>>>> necks,
            Optional<Placed<HeadPart<?>>> head) {
        Optional<FeatureSpec> levels = problems.call(
                backbone.at(),
                backbone.who(),
                "features()",
                () -> backbone.part().features());
        if (necks.isEmpty()) {
            return;
        }
        for (Placed<NeckPart<?>> neck : necks.get()) {
            levels = levels.flatMap(in -> problems.call(
                    neck.at(), neck.who(), "features()", () -> neck.part().features(in)));
        }
        Optional<FeatureSpec> last = levels;
        head.ifPresent(end -> last.ifPresent(in ->
                problems.call(end.at(), end.who(), "outputs()", () -> end.part().outputs(in))));
    }

    /**
     * The size and the channels of the input.
     *
     * @param sizeAt where the recipe states the size
     */
    void input(Placed<BackbonePart<?>> backbone, Preprocessing preprocessing, Optional<Location> sizeAt) {
        Optional<InputSpec> spec = problems.call(
                backbone.at(), backbone.who(), "inputs()", () -> backbone.part().inputs());
        if (spec.isEmpty()) {
            return;
        }
        InputRule rule = spec.get().rule();
        Location at = sizeAt.orElse(JavaNodes.within(backbone.at(), "input.size"));
        ImageSize size = preprocessing.input();
        if (preprocessing.followsImage()) {
            anySize(backbone, rule, preprocessing, at);
        } else if (!rule.accepts(size)) {
            problems.add(
                    Problem.of(ErrorCode.INPUT_SIZE, backbone.part().type() + " takes an input with " + rule.describe())
                            .at(at)
                            .received("size: " + Spelling.size(size))
                            .fix("size: " + Spelling.size(rule.nearest(size))));
        }
        int channels = preprocessing.mean().size();
        for (InputSpec.Input input : spec.get().inputs()) {
            if (input.channels() != channels) {
                problems.add(
                        Problem.of(ErrorCode.WIRING, "input " + input.name() + " takes as many channels as images have")
                                .at(backbone.at())
                                .received(input.channels() + " channels")
                                .fix(channels + " channels"));
            }
        }
    }

    /** Inputs that follow the image have any multiples as their sides, down to one. */
    private void anySize(
            Placed<BackbonePart<?>> backbone, InputRule rule, Preprocessing preprocessing, Location sizeAt) {
        int multiple = preprocessing.details().multipleOf();
        ImageSize largest = preprocessing.input();
        boolean fits = rule.fixed() == null
                && rule.remainder() == 0
                && multiple % rule.multipleOf() == 0
                && multiple >= rule.minimum();
        if (!fits) {
            int enough = Math.max(1, (rule.minimum() + rule.multipleOf() - 1) / rule.multipleOf()) * rule.multipleOf();
            boolean possible = rule.fixed() == null && rule.remainder() == 0;
            problems.add(Problem.of(
                            ErrorCode.INPUT_SIZE,
                            backbone.part().type() + " takes an input with " + rule.describe()
                                    + ", and this fit gives any multiples")
                    .at(JavaNodes.within(sizeAt, "input.resize"))
                    .received("fit: " + Spelling.choice(preprocessing.fit()) + " with multiple-of: " + multiple)
                    .fix(
                            possible
                                    ? "resize: {multiple-of: " + enough + "}"
                                    : "resize: {fit: stretch} with size: " + Spelling.size(rule.nearest(largest))));
        }
    }

    /** Whether the task can use what the head makes. */
    void task(Placed<TaskPart<?, ?>> task, Placed<HeadPart<?>> head, Registry<Entry<Task<?, ?>>> tasks) {
        Optional<Set<PredictionKind>> made = problems.call(
                head.at(), head.who(), "produces()", () -> head.part().produces());
        Optional<Set<PredictionKind>> used = problems.call(
                task.at(),
                task.who(),
                "accepts()",
                () -> task.part().component().accepts());
        if (made.isEmpty() || used.isEmpty() || !Collections.disjoint(made.get(), used.get())) {
            return;
        }
        List<String> others = tasks.names().stream()
                .filter(name -> tasks.find(name)
                        .filter(entry -> accepts(entry, made.get(), task.at()))
                        .isPresent())
                .toList();
        problems.add(Problem.of(
                        ErrorCode.TASK_MISMATCH, task.part().type() + " needs a head that gives " + kinds(used.get()))
                .at(task.at())
                .received(head.part().type() + ", which gives " + kinds(made.get()))
                .fix(others.isEmpty() ? "another head" : "another head, or task " + String.join(" or ", others)));
    }

    private boolean accepts(Entry<Task<?, ?>> entry, Set<PredictionKind> made, Location at) {
        return problems.call(
                        at,
                        PartBinder.who("task", entry),
                        "accepts()",
                        () -> entry.component().accepts())
                .filter(used -> !Collections.disjoint(used, made))
                .isPresent();
    }

    private static String kinds(Collection<PredictionKind> kinds) {
        return kinds.stream().sorted().map(Spelling::choice).collect(Collectors.joining(", "));
    }
}
