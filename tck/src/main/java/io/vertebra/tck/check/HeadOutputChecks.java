package io.vertebra.tck.check;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.error.WiringException;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.OutputSpec;
import io.vertebra.api.options.Option;
import io.vertebra.api.options.OptionsSchema;
import io.vertebra.tck.subject.HeadSubject;
import io.vertebra.tck.subject.Levels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether a head gives the raw outputs that it declares. */
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class HeadOutputChecks implements Family<HeadSubject> {
    private static final int[] CLASSES = {1, 2, 7};
    private static final int BATCH = 2;

    @Override
    public Class<HeadSubject> subject() {
        return HeadSubject.class;
    }

    @Override
    public Map<String, Check<HeadSubject>> checks() {
        return Map.of("HEAD-01", (subject, bench) -> declaredOutputs((HeadSubject<?>) subject));
    }

    private static <O extends Record> Verdict declaredOutputs(HeadSubject<O> subject) {
        List<HeadSubject<O>> subjects = new ArrayList<>(List.of(subject));
        for (int classes : CLASSES) {
            subjects.addAll(withClasses(subject, classes));
        }
        for (HeadSubject<O> one : subjects) {
            for (ImageSize size : one.sizes()) {
                compare(one, size);
            }
        }
        return Verdict.pass();
    }

    /** With the option changed that says the number of classes, where there is one and it takes this number. */
    private static <O extends Record> List<HeadSubject<O>> withClasses(HeadSubject<O> subject, int classes) {
        O options = subject.options();
        int now = subject.component().classes(options);
        OptionsSchema<O> schema = OptionsSchema.of(options);
        List<Object> values = schema.values(options);
        for (int i = 0; i < values.size(); i++) {
            Option option = schema.options().get(i);
            if (option.list() || !Integer.valueOf(now).equals(values.get(i))) {
                continue;
            }
            try {
                O changed = schema.with(options, Map.of(option.key(), option.convert((long) classes)));
                if (subject.component().classes(changed) == classes) {
                    return List.of(new HeadSubject<>(subject.component(), changed, subject.in()));
                }
            } catch (VertebraException | IllegalArgumentException e) {
                return List.of(); // the option's own range
            }
        }
        return List.of();
    }

    private static <O extends Record> void compare(HeadSubject<O> subject, ImageSize size) {
        OutputSpec declared;
        try {
            declared = subject.component().outputs(subject.options(), Levels.sized(subject.in(), size));
        } catch (WiringException e) {
            throw new Broken("takes none of the kit's levels: " + e.getMessage());
        }
        Map<String, Shape> given = BlockRun.shapes(subject, size, subject.inputs(size, BATCH));
        List<String> names =
                declared.outputs().stream().map(OutputSpec.Output::name).toList();
        List<String> real = new ArrayList<>(given.keySet());
        int classes = subject.component().classes(subject.options());
        Broken.unless(
                names.equals(real),
                "declares " + names + " and gives " + real + " for " + classes + " classes at " + size);
        Map<String, Long> known = new HashMap<>(Map.of("N", (long) BATCH));
        if (classes > 0) {
            known.put("K", (long) classes);
        }
        Letters letters = new Letters(known);
        for (OutputSpec.Output output : declared.outputs()) {
            Shape shape = given.get(output.name());
            if (shape != null) {
                letters.compare(output, shape, classes + " classes at " + size);
            }
        }
    }
}
