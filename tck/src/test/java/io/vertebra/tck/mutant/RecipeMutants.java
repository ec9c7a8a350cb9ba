package io.vertebra.tck.mutant;

import ai.djl.ndarray.NDManager;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputRule;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.model.Canvas;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Task;
import io.vertebra.api.nn.Network;
import io.vertebra.api.options.NoOptions;
import io.vertebra.api.plugin.BuildContext;
import io.vertebra.api.plugin.RecipeResource;
import io.vertebra.api.result.ClassScore;
import io.vertebra.api.result.Classes;
import io.vertebra.core.Vertebra;
import io.vertebra.core.plugin.PluginSet;
import io.vertebra.tck.reference.ReferenceBackbone;
import io.vertebra.tck.reference.TestPlugin;
import io.vertebra.tck.subject.RecipeSubject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Recipes with one thing wrong, in their text or in a part that they name. */
final class RecipeMutants {
    private static final String MUTANT = "mutant";

    private RecipeMutants() {}

    private static RecipeResource resource(String name) {
        return new RecipeResource(name, RecipeResource.FOLDER + "mutants/" + name + ".yaml");
    }

    private static Mutant text(String rule, String name, String file, String message) {
        return Mutant.of(
                rule,
                name,
                () -> new RecipeSubject(
                        new TestPlugin(List.of(new ReferenceBackbone()), List.of(), List.of(resource(file))).open(),
                        file),
                message);
    }

    private static Mutant parts(
            String rule, String name, Supplier<MutantBackbone> backbone, MutantTask task, String message) {
        return Mutant.of(
                rule,
                name,
                () -> {
                    MutantBackbone made = backbone.get();
                    TestPlugin plugin = new TestPlugin(List.of(made), List.of(task), List.of(resource(MUTANT)));
                    return new RecipeSubject(plugin.open(), MUTANT);
                },
                message);
    }

    static Stream<Mutant> all() {
        return Stream.of(texts(), wiring(), runs()).flatMap(mutants -> mutants);
    }

    private static Stream<Mutant> texts() {
        return Stream.of(
                text("RECIPE-01", "DuplicateKey", "duplicate-key", "[R-103]"),
                text("RECIPE-01", "JavaTag", "java-tag", "[R-002]"),
                text("RECIPE-01", "TypoKey", "typo-key", "[R-101], received backbnoe"),
                text("RECIPE-01", "BareOnKey", "bare-on-key", "[R-101], received on"),
                text("RECIPE-02", "UnknownBackbone", "unknown-backbone", "[R-106], received reference-backbnoe"),
                Mutant.of("RECIPE-02", "AmbiguousId", RecipeMutants::ambiguous, "[R-106], received mutant-backbone"));
    }

    /** Two plugins give the backbone that the recipe names by its short name. */
    private static RecipeSubject ambiguous() {
        TestPlugin one = new TestPlugin(
                List.of(new MutantBackbone()), List.of(new MutantTask(RecipeMutants::best)), List.of(resource(MUTANT)));
        TestPlugin other = new TestPlugin(List.of(new MutantBackbone()), List.of(), List.of());
        return new RecipeSubject(Vertebra.open(PluginSet.of(one.loaded("one"), other.loaded("other"))), MUTANT);
    }

    private static Stream<Mutant> wiring() {
        MutantTask task = new MutantTask(RecipeMutants::best);
        return Stream.of(
                parts(
                        "RECIPE-03",
                        "OtherChannels",
                        () -> new MutantBackbone() {
                            @Override
                            public FeatureSpec features(Options options) {
                                return FeatureSpec.of(
                                        FeatureLevel.map("c1", options.width(), 2),
                                        FeatureLevel.map("c2", options.width(), 4));
                            }
                        },
                        task,
                        "[R-201]"),
                parts(
                        "RECIPE-03",
                        "StrideExceedsInput",
                        () -> new MutantBackbone() {
                            @Override
                            public InputSpec inputs(Options options) {
                                return InputSpec.image(3, InputRule.atLeast(64));
                            }
                        },
                        task,
                        "[R-202]"),
                parts(
                        "RECIPE-03",
                        "MakesArrays",
                        () -> new MutantBackbone() {
                            @Override
                            public Network build(Options options, BuildContext context) {
                                try (NDManager manager = NDManager.newBaseManager()) {
                                    manager.ones(new ai.djl.ndarray.types.Shape(2, 3));
                                }
                                return super.build(options, context);
                            }
                        },
                        task,
                        "makes 1 arrays"),
                parts(
                        "RECIPE-04",
                        "ChangingDefaults",
                        () -> new MutantBackbone() {
                            private final AtomicInteger asked = new AtomicInteger();

                            @Override
                            public Options defaults() {
                                return new Options(4 + asked.getAndIncrement() % 40);
                            }
                        },
                        task,
                        "what was written means something else"));
    }

    private static Stream<Mutant> runs() {
        return Stream.of(
                parts(
                        "RECIPE-05",
                        "FailsOnItsFirstImage",
                        MutantBackbone::new,
                        new MutantTask((transform, labels) -> {
                            throw new IllegalStateException("no image yet");
                        }),
                        "predicting ends in"),
                parts(
                        "RECIPE-05",
                        "NoResult",
                        MutantBackbone::new,
                        new MutantTask((transform, labels) -> null),
                        "predicts nothing"),
                parts(
                        "RECIPE-05",
                        "NotANumber",
                        MutantBackbone::new,
                        new MutantTask((transform, labels) ->
                                new Classes(transform.original(), List.of(new ClassScore(0, "one", Float.NaN)))),
                        "score is NaN"));
    }

    private static Classes best(ImageTransform transform, Labels labels) {
        return new Classes(transform.original(), List.of(new ClassScore(0, labels.name(0), 1)));
    }

    /** The reference under the name that the mutants' recipe states. */
    private static class MutantBackbone extends ReferenceBackbone {
        @Override
        public Card card() {
            return Card.of("mutant-backbone", "One thing wrong");
        }
    }

    /** Answers without looking. */
    @FunctionalInterface
    interface Answer {
        @Nullable
        Classes to(ImageTransform transform, Labels labels);
    }

    private record MutantTask(Answer answer) implements Task<NoOptions, Classes> {
        @Override
        public Card card() {
            return Card.of("mutant-task", "One thing wrong");
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
        public Class<Classes> resultType() {
            return Classes.class;
        }

        @Override
        public Preprocessing defaultPreprocessing() {
            return Preprocessing.imagenet();
        }

        @Override
        @SuppressWarnings("NullAway") // what this mutant is about
        public @Nullable Classes postprocess(
                NoOptions options, Predictions predictions, ImageTransform transform, Labels labels) {
            return answer.to(transform, labels);
        }

        @Override
        public void draw(Classes result, Canvas canvas) {}
    }
}
