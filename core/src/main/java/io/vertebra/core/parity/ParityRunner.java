package io.vertebra.core.parity;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.core.assembly.Assembler;
import io.vertebra.core.assembly.Blueprint;
import io.vertebra.core.assembly.ModelLoader;
import io.vertebra.core.catalog.Catalog;
import io.vertebra.core.catalog.ModelEntry;
import io.vertebra.core.catalog.NearNames;
import io.vertebra.core.recipe.RecipeReader;
import io.vertebra.core.recipe.RecipeSource;
import io.vertebra.core.runtime.ModelRuntime;
import io.vertebra.core.weights.KeyRules;
import io.vertebra.core.weights.SeededValues;
import jakarta.inject.Inject;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds the model that a fixture names, gives it the fixture's checkpoint and compares what comes out. */
public final class ParityRunner {
    private final Catalog catalog;
    private final RecipeReader recipes;
    private final Assembler assembler;
    private final ModelLoader loader;

    @Inject
    ParityRunner(Catalog catalog, RecipeReader recipes, Assembler assembler, ModelLoader loader) {
        this.catalog = catalog;
        this.recipes = recipes;
        this.assembler = assembler;
        this.loader = loader;
    }

    /**
     * Runs one.
     *
     * @throws LoadException when the fixture names an unknown model or output, or its checkpoint does not load
     */
    public ParityReport run(Fixture fixture) {
        ModelEntry entry = catalog.models()
                .find(fixture.model())
                .orElseThrow(() -> new LoadException(Problem.of(
                                ErrorCode.UNKNOWN_MODEL, "the fixture names a model that no plugin provides")
                        .at(Location.of(fixture.file()))
                        .received(fixture.model())
                        .fix(NearNames.suggest(fixture.model(), catalog.models().names()))));
        Blueprint blueprint = assembler.assemble(recipes.read(RecipeSource.of(entry), fixture.overrides()));
        List<ParityReport.Row> rows = new ArrayList<>();
        try (StateSource state = new StateSource(fixture);
                ModelRuntime runtime = loader.load(blueprint, state, KeyRules.of(fixture.dialect()))) {
            for (int i = 0; i < fixture.cases().size(); i++) {
                rows.addAll(compare(fixture, i, blueprint, runtime));
            }
            return new ParityReport(
                    fixture.id(), runtime.name(), fixture.parameters(), blueprint.trainableSize(), rows);
        }
    }

    private static List<ParityReport.Row> compare(
            Fixture fixture, int index, Blueprint blueprint, ModelRuntime runtime) {
        Fixture.Case one = fixture.cases().get(index);
        Taps taps = new Taps(blueprint);
        Set<String> wanted = new LinkedHashSet<>();
        for (String name : one.outputs().keySet()) {
            if (taps.output(name) == null) {
                wanted.add(taps.tap(name));
            }
        }
        Map<String, RawOutputs.Value> inputs = inputs(fixture, index);
        requireInputs(fixture, inputs.keySet(), blueprint);
        ModelRuntime.Forwarded forwarded = runtime.run(inputs, wanted);
        List<ParityReport.Row> rows = new ArrayList<>();
        one.outputs().forEach((name, expected) -> {
            String output = taps.output(name);
            RawOutputs.Value given = output != null
                    ? forwarded.outputs().get(output)
                    : forwarded.taps().get(taps.tap(name));
            if (given == null) {
                throw new LoadException(
                        Problem.of(ErrorCode.FIXTURE, "the fixture names an output that the model has not")
                                .at(Location.of(fixture.file()))
                                .received(name)
                                .fix("one of " + blueprint.head().shapes().keySet() + ", or feature.<level>"));
            }
            rows.add(Comparison.compare(index + "." + name, expected, given));
        });
        return rows;
    }

    private static void requireInputs(Fixture fixture, Set<String> given, Blueprint blueprint) {
        List<String> wanted = blueprint.recipe().backbone().inputs().inputs().stream()
                .map(InputSpec.Input::name)
                .toList();
        if (!given.equals(Set.copyOf(wanted))) {
            throw new LoadException(Problem.of(ErrorCode.FIXTURE, "the fixture names other inputs than the model has")
                    .at(Location.of(fixture.file()))
                    .received(String.join(", ", given))
                    .fix(String.join(", ", wanted)));
        }
    }

    private static Map<String, RawOutputs.Value> inputs(Fixture fixture, int index) {
        Map<String, RawOutputs.Value> inputs = new LinkedHashMap<>();
        for (Fixture.Input input : fixture.cases().get(index).inputs()) {
            String key = "input:" + index + ":" + input.name();
            List<Integer> shape = input.shape().stream().map(Math::toIntExact).toList();
            int count = shape.stream().reduce(1, Math::multiplyExact);
            float[] values = input.kind().equals(FixtureReader.IMAGE)
                    ? SeededValues.image(fixture.seed(), key, shape, fixture.inputOffset(), fixture.inputScale())
                    : SeededValues.of(fixture.seed(), key).fill(count, fixture.inputOffset(), fixture.inputScale());
            inputs.put(input.name(), new RawOutputs.Value(input.shape(), FloatBuffer.wrap(values)));
        }
        return inputs;
    }
}
