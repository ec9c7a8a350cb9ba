package io.vertebra.tck.mutant;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Canvas;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Task;
import io.vertebra.api.options.NoOptions;
import io.vertebra.api.result.Detection;
import io.vertebra.api.result.Detections;
import io.vertebra.api.result.Result;
import io.vertebra.tck.reference.ReferenceTask;
import io.vertebra.tck.subject.TaskSubject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tasks with one thing wrong. */
final class TaskMutants {
    private TaskMutants() {}

    private static Mutant mutant(
            String rule, String name, Supplier<ReferenceTask> made, String message, String... collateral) {
        return Mutant.of(
                rule,
                name,
                () -> {
                    ReferenceTask task = made.get();
                    return new TaskSubject<>(task, task.tiny());
                },
                message,
                collateral);
    }

    static Stream<Mutant> all() {
        return Stream.of(places(), lists(), names(), states(), data()).flatMap(mutants -> mutants);
    }

    private static Stream<Mutant> places() {
        return Stream.of(
                mutant(
                        "TASK-01",
                        "NoUnletterbox",
                        () -> new ReferenceTask() {
                            @Override
                            protected Box place(Box box, ImageTransform transform) {
                                return box.clip(transform.original());
                            }
                        },
                        "instead of Box[",
                        "TASK-05"),
                mutant(
                        "TASK-01",
                        "NoClip",
                        () -> new ReferenceTask() {
                            @Override
                            protected Box place(Box box, ImageTransform at) {
                                return new Box(
                                        (float) ((box.x1() - at.offsetX()) / at.scaleX()),
                                        (float) ((box.y1() - at.offsetY()) / at.scaleY()),
                                        (float) ((box.x2() - at.offsetX()) / at.scaleX()),
                                        (float) ((box.y2() - at.offsetY()) / at.scaleY()));
                            }
                        },
                        "leaves the image"),
                mutant(
                        "TASK-01",
                        "NanScores",
                        () -> new ReferenceTask() {
                            @Override
                            protected boolean isWanted(Options options, Predictions.ScoredBox box, Labels labels) {
                                return labels.isResult(box.label()) && !(box.score() < options.threshold());
                            }
                        },
                        "score is NaN"));
    }

    private static Stream<Mutant> lists() {
        return Stream.of(
                mutant("TASK-02", "Unsorted", () -> new Ordered(found -> {}), "the best come first"),
                mutant(
                        "TASK-02",
                        "TiesTurned",
                        () -> new Ordered(found -> {
                            Collections.reverse(found);
                            found.sort(Comparator.comparing(Detection::score, Comparator.reverseOrder()));
                        }),
                        "equal scores keep their order"),
                mutant(
                        "TASK-02",
                        "RawLogits",
                        () -> new ReferenceTask() {
                            @Override
                            protected float score(float score) {
                                return (float) Math.log(score / (1 - score));
                            }
                        },
                        "a score lies in [0, 1]",
                        "TASK-01",
                        "TASK-03",
                        "TASK-04"),
                mutant(
                        "TASK-02",
                        "LimitIgnored",
                        () -> new ReferenceTask() {
                            @Override
                            protected int limit(Options options) {
                                return 1000;
                            }
                        },
                        "top of 1 lets"),
                mutant(
                        "TASK-02",
                        "LimitedBeforeSorted",
                        () -> new ReferenceTask() {
                            @Override
                            public Detections postprocess(
                                    Options options, Predictions predictions, ImageTransform at, Labels labels) {
                                List<Predictions.ScoredBox> boxes = ((Predictions.Boxes) predictions).boxes();
                                List<Predictions.ScoredBox> first =
                                        boxes.subList(0, Math.min(options.top(), boxes.size()));
                                return super.postprocess(options, new Predictions.Boxes(first), at, labels);
                            }
                        },
                        "keeps others than the best"),
                mutant(
                        "TASK-04",
                        "ThresholdIgnored",
                        () -> new ReferenceTask() {
                            @Override
                            protected boolean isWanted(Options options, Predictions.ScoredBox box, Labels labels) {
                                return labels.isResult(box.label()) && box.score() >= 0;
                            }
                        },
                        "threshold changes nothing"),
                mutant(
                        "TASK-04",
                        "ThresholdTurned",
                        () -> new ReferenceTask() {
                            @Override
                            protected boolean isWanted(Options options, Predictions.ScoredBox box, Labels labels) {
                                boolean other = options.threshold() > 0.5f;
                                boolean wanted = other ? box.score() <= 0.2f : box.score() >= options.threshold();
                                return wanted && labels.isResult(box.label());
                            }
                        },
                        "a higher threshold gives what a lower one does not"));
    }

    /** Sorts in a way of its own. */
    private static final class Ordered extends ReferenceTask {
        private final java.util.function.Consumer<List<Detection>> order;

        Ordered(java.util.function.Consumer<List<Detection>> order) {
            this.order = order;
        }

        @Override
        protected void order(List<Detection> found) {
            order.accept(found);
        }
    }

    private static Stream<Mutant> names() {
        return Stream.of(
                mutant(
                        "TASK-03",
                        "ShiftedLabels",
                        () -> new ReferenceTask() {
                            @Override
                            protected String name(int label, Labels labels) {
                                return labels.name(label + 1);
                            }
                        },
                        "is called 'class 6' instead of 'class 5'"),
                mutant(
                        "TASK-03",
                        "WrappedLabels",
                        () -> new ReferenceTask() {
                            @Override
                            protected int label(int label, Labels labels) {
                                return label % labels.names().size();
                            }
                        },
                        "of the network became"),
                mutant(
                        "TASK-03",
                        "ShowsGaps",
                        () -> new ReferenceTask() {
                            @Override
                            protected boolean isWanted(Options options, Predictions.ScoredBox box, Labels labels) {
                                return box.label() >= 0 && box.score() >= options.threshold();
                            }
                        },
                        "may be in no result"));
    }

    private static Stream<Mutant> states() {
        return Stream.of(
                mutant(
                        "TASK-05",
                        "FirstImageScale",
                        () -> new ReferenceTask() {
                            private final AtomicReference<ImageTransform> first = new AtomicReference<>();

                            @Override
                            protected Box place(Box box, ImageTransform transform) {
                                first.compareAndSet(null, transform);
                                return first.get().toOriginal(box).clip(transform.original());
                            }
                        },
                        "instead of Box[",
                        "TASK-01"),
                mutant(
                        "TASK-05",
                        "NullOnEmpty",
                        () -> new ReferenceTask() {
                            @Override
                            public @Nullable Detections postprocess(
                                    Options options, Predictions predictions, ImageTransform at, Labels labels) {
                                Detections result = super.postprocess(options, predictions, at, labels);
                                boolean nothing = ((Predictions.Boxes) predictions)
                                        .boxes()
                                        .isEmpty();
                                return nothing ? null : result;
                            }
                        },
                        "gives null",
                        "TASK-07"),
                mutant(
                        "TASK-05",
                        "KeepsTheLast",
                        () -> new ReferenceTask() {
                            private final List<Detection> seen = new ArrayList<>();

                            @Override
                            protected void order(List<Detection> found) {
                                synchronized (seen) {
                                    found.addAll(seen.stream()
                                            .filter(one -> one.score() == 0.99f)
                                            .toList());
                                    seen.clear();
                                    seen.addAll(found);
                                }
                                super.order(found);
                            }
                        },
                        "where nothing was found",
                        "TASK-01",
                        "TASK-03"),
                mutant(
                        "TASK-05",
                        "Tires",
                        () -> new ReferenceTask() {
                            private final AtomicInteger seen = new AtomicInteger();

                            @Override
                            protected float score(float score) {
                                return score - 1e-4f * seen.getAndIncrement();
                            }
                        },
                        "another result after other images",
                        "TASK-02",
                        "TASK-03",
                        "TASK-04"));
    }

    private static Stream<Mutant> data() {
        return Stream.of(
                mutant(
                        "TASK-06",
                        "MeanOfLevels",
                        () -> prepared(List.of(123.675f, 116.28f, 103.53f), List.of(0.229f, 0.224f, 0.225f)),
                        "states the mean 123.675"),
                mutant(
                        "TASK-06",
                        "DeviationOfLevels",
                        () -> prepared(List.of(0.485f, 0.456f, 0.406f), List.of(58.395f, 57.12f, 57.375f)),
                        "states the deviation 58.395"),
                mutant(
                        "TASK-06",
                        "FailsOnTinyPhotos",
                        () -> new ReferenceTask() {
                            @Override
                            protected Box place(Box box, ImageTransform transform) {
                                if (transform.original().width() < 8) {
                                    throw new IllegalStateException("too small");
                                }
                                return super.place(box, transform);
                            }
                        },
                        "1x1 ends in"),
                Mutant.of(
                        "TASK-07",
                        "ResultHoldsNDArray",
                        () -> new TaskSubject<>(new Holding(), new NoOptions()),
                        "which is no plain data"));
    }

    private static ReferenceTask prepared(List<Float> mean, List<Float> std) {
        return new ReferenceTask() {
            @Override
            public Preprocessing defaultPreprocessing() {
                Preprocessing usual = super.defaultPreprocessing();
                return new Preprocessing(
                        usual.size(), usual.fit(), usual.details(), usual.kernel(), usual.channels(), mean, std);
            }
        };
    }

    /** Keeps something of the engine. */
    record Held(ImageSize image, Object raw) implements Result {
        @Override
        public String kind() {
            return "held";
        }
    }

    private static final class Holding implements Task<NoOptions, Held> {
        @Override
        public Card card() {
            return Card.of("holding", "Keeps what it was given");
        }

        @Override
        public NoOptions defaults() {
            return new NoOptions();
        }

        @Override
        public Set<PredictionKind> accepts() {
            return Set.of(PredictionKind.CLASSES);
        }

        @Override
        public Class<Held> resultType() {
            return Held.class;
        }

        @Override
        public Preprocessing defaultPreprocessing() {
            return Preprocessing.imagenet();
        }

        @Override
        public Held postprocess(NoOptions options, Predictions predictions, ImageTransform at, Labels labels) {
            return new Held(at.original(), new ai.djl.ndarray.NDList());
        }

        @Override
        public void draw(Held result, Canvas canvas) {}
    }
}
