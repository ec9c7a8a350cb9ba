package io.vertebra.core.parity;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.core.runtime.ModelRuntime;
import io.vertebra.core.weights.SeededValues;
import jakarta.inject.Inject;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds what a fixture names, gives it the fixture's checkpoint and compares what comes out. */
public final class ParityRunner {
    private final Subjects subjects;

    @Inject
    ParityRunner(Subjects subjects) {
        this.subjects = subjects;
    }

    /**
     * Runs one.
     *
     * @throws LoadException when the fixture names an unknown model, part, input or output, or its checkpoint does not load
     */
    public ParityReport run(Fixture fixture) {
        Subject subject = subjects.of(fixture);
        List<ParityReport.Row> rows = new ArrayList<>();
        try (StateSource state = new StateSource(fixture);
                ModelRuntime runtime = subject.load(state)) {
            for (int i = 0; i < fixture.cases().size(); i++) {
                rows.addAll(compare(fixture, i, subject, runtime));
            }
            return new ParityReport(fixture.id(), runtime.name(), fixture.parameters(), subject.trainableSize(), rows);
        }
    }

    private static List<ParityReport.Row> compare(Fixture fixture, int index, Subject subject, ModelRuntime runtime) {
        Fixture.Case one = fixture.cases().get(index);
        Set<String> wanted = new LinkedHashSet<>();
        for (String name : one.outputs().keySet()) {
            if (subject.output(name) == null) {
                wanted.add(subject.tap(name));
            }
        }
        ModelRuntime.Forwarded forwarded = runtime.run(inputs(fixture, index, subject), wanted);
        List<ParityReport.Row> rows = new ArrayList<>();
        one.outputs().forEach((name, expected) -> {
            String output = subject.output(name);
            RawOutputs.Value given = output != null
                    ? forwarded.outputs().get(output)
                    : forwarded.taps().get(subject.tap(name));
            if (given == null) {
                throw new LoadException(
                        Problem.of(ErrorCode.FIXTURE, "the fixture names an output that the model has not")
                                .at(Location.of(fixture.file()))
                                .received(name)
                                .fix("one of " + subject.outputs() + ", or feature.<level>"));
            }
            rows.add(Comparison.compare(index + "." + name, expected, given));
        });
        return rows;
    }

    /** An only input may have any name. */
    private static Map<String, RawOutputs.Value> inputs(Fixture fixture, int index, Subject subject) {
        List<Fixture.Input> stated = fixture.cases().get(index).inputs();
        boolean single = stated.size() == 1 && subject.inputs().size() == 1;
        Map<String, RawOutputs.Value> inputs = new LinkedHashMap<>();
        for (Fixture.Input input : stated) {
            inputs.put(single ? subject.inputs().get(0) : input.name(), value(fixture, index, input));
        }
        if (!inputs.keySet().equals(Set.copyOf(subject.inputs()))) {
            throw Subjects.otherInputs(fixture, stated, subject.inputs());
        }
        return inputs;
    }

    private static RawOutputs.Value value(Fixture fixture, int index, Fixture.Input input) {
        String key = "input:" + index + ":" + input.name();
        List<Integer> shape = input.shape().stream().map(Math::toIntExact).toList();
        int count = shape.stream().reduce(1, Math::multiplyExact);
        float[] values = input.kind().equals(FixtureReader.IMAGE)
                ? SeededValues.image(fixture.seed(), key, shape, fixture.inputOffset(), fixture.inputScale())
                : SeededValues.of(fixture.seed(), key).fill(count, fixture.inputOffset(), fixture.inputScale());
        return new RawOutputs.Value(input.shape(), FloatBuffer.wrap(values));
    }
}
