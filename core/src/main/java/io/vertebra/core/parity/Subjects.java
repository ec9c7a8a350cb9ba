package io.vertebra.core.parity;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.model.Labels;
import io.vertebra.core.assembly.Assembler;
import io.vertebra.core.assembly.BarePart;
import io.vertebra.core.assembly.ModelLoader;
import io.vertebra.core.catalog.Catalog;
import io.vertebra.core.catalog.ModelEntry;
import io.vertebra.core.catalog.NearNames;
import io.vertebra.core.recipe.PartReader;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.recipe.RecipeReader;
import io.vertebra.core.recipe.RecipeSource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Builds what fixtures name. */
final class Subjects {
    private static final String CLASSES = "head.classes";
    private static final long MOST_CLASSES = 10_000;

    private final Catalog catalog;
    private final RecipeReader recipes;
    private final PartReader parts;
    private final Assembler assembler;
    private final ModelLoader loader;

    @Inject
    Subjects(Catalog catalog, RecipeReader recipes, PartReader parts, Assembler assembler, ModelLoader loader) {
        this.catalog = catalog;
        this.recipes = recipes;
        this.parts = parts;
        this.assembler = assembler;
        this.loader = loader;
    }

    /**
     * What a fixture names.
     *
     * @throws LoadException when it is unknown or cannot be built
     */
    Subject of(Fixture fixture) {
        return fixture.subject() instanceof Fixture.Model model
                ? model(fixture, model)
                : new PartSubject(part(fixture, (Fixture.Part) fixture.subject()));
    }

    private Subject model(Fixture fixture, Fixture.Model model) {
        ModelEntry entry = catalog.models()
                .find(model.name())
                .orElseThrow(() -> new LoadException(Problem.of(
                                ErrorCode.UNKNOWN_MODEL, "the fixture names a model that no plugin provides")
                        .at(Location.of(fixture.file()))
                        .received(model.name())
                        .fix(NearNames.suggest(model.name(), catalog.models().names()))));
        Recipe recipe = recipes.read(RecipeSource.of(entry), overrides(model));
        return new ModelSubject(assembler.assemble(recipe), fixture.dialect(), loader);
    }

    /** A fixture with another number of classes means the network; the names that the recipe gives them do not go with it. */
    private static Map<String, Object> overrides(Fixture.Model model) {
        Map<String, Object> overrides = new LinkedHashMap<>(model.overrides());
        if (overrides.get(CLASSES) instanceof Long classes && classes > 0 && classes <= MOST_CLASSES) {
            List<String> names = new ArrayList<>(List.of(Labels.BACKGROUND));
            LongStream.range(1, classes).forEach(k -> names.add("class " + k));
            overrides.putIfAbsent("labels", names);
        }
        return overrides;
    }

    private BarePart part(Fixture fixture, Fixture.Part part) {
        String file = fixture.file();
        Location at = new Location(file, 0, 0, "model");
        List<Fixture.Input> given = fixture.cases().get(0).inputs();
        return switch (part.role()) {
            case BACKBONE -> {
                var backbone = parts.backbone(at, part.type(), part.options());
                int wanted = backbone.inputs().inputs().size();
                yield assembler.assemble(file, backbone, shapes(fixture, given, wanted), fixture.dialect());
            }
            case NECK -> {
                var neck = parts.neck(at, part.type(), part.options());
                List<FeatureLevel> levels = levels(part.in());
                List<Fixture.Input> inputs = ordered(fixture, levels);
                List<Shape> shapes = shapes(fixture, inputs, inputs.size());
                yield assembler.assemble(file, neck, levels, shapes, fixture.dialect());
            }
            case ATTENTION -> {
                var attention = parts.attention(at, part.type(), part.options());
                int channels = Objects.requireNonNull(part.channels(), "read with each attention");
                yield assembler.assemble(file, attention, channels, shapes(fixture, given, 1), fixture.dialect());
            }
        };
    }

    /** Levels of these names have the strides of their stages; what is no stage is no pyramid and has none. */
    private static List<FeatureLevel> levels(Map<String, Integer> channels) {
        List<FeatureLevel> levels = new ArrayList<>();
        channels.forEach((name, count) -> {
            boolean stage = name.matches("[cp][1-9]");
            levels.add(FeatureLevel.map(name, count, stage ? 1 << (name.charAt(1) - '0') : 1));
        });
        return levels;
    }

    /** The levels' inputs and, behind them, the image where the fixture gives one: a neck sees it in a model, too. */
    private static List<Fixture.Input> ordered(Fixture fixture, List<FeatureLevel> levels) {
        List<Fixture.Input> inputs = fixture.cases().get(0).inputs();
        Stream<Fixture.Input> image =
                inputs.stream().filter(input -> input.name().equals(InputSpec.IMAGE));
        Stream<Fixture.Input> stated = levels.stream()
                .map(level -> inputs.stream()
                        .filter(input -> input.name().equals(level.name()))
                        .findFirst()
                        .orElseThrow(() -> otherInputs(
                                fixture,
                                inputs,
                                levels.stream().map(FeatureLevel::name).toList())));
        return Stream.concat(stated, image).toList();
    }

    private static List<Shape> shapes(Fixture fixture, List<Fixture.Input> inputs, int wanted) {
        if (inputs.size() != wanted) {
            throw otherInputs(fixture, inputs, List.of(wanted == 1 ? "one input" : wanted + " inputs"));
        }
        return inputs.stream()
                .map(input -> new Shape(
                        input.shape().stream().mapToLong(Long::longValue).toArray()))
                .toList();
    }

    static LoadException otherInputs(Fixture fixture, List<Fixture.Input> given, List<String> wanted) {
        return new LoadException(Problem.of(ErrorCode.FIXTURE, "the fixture names other inputs than what it builds has")
                .at(Location.of(fixture.file()))
                .received(String.join(
                        ", ", given.stream().map(Fixture.Input::name).toList()))
                .fix(String.join(", ", wanted)));
    }
}
