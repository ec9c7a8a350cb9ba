package io.vertebra.core;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.DecodeContext;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.api.result.Result;
import io.vertebra.core.image.Photo;
import io.vertebra.core.image.PhotoReader;
import io.vertebra.core.image.Prepared;
import io.vertebra.core.image.Preprocessor;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.runtime.ModelRuntime;
import io.vertebra.core.runtime.PluginCode;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stages of one prediction: read, prepare, forward, decode. Between two of them it looks whether the result is still wanted.
 *
 * @param <R> the result
 */
final class Answering<R extends Result> {
    private final LoadedModel model;
    private final Class<R> resultType;
    private final PhotoReader reader;
    private final Preprocessor preprocessor;

    Answering(LoadedModel model, Class<R> resultType, PhotoReader reader, Preprocessor preprocessor) {
        this.model = model;
        this.resultType = resultType;
        this.reader = reader;
        this.preprocessor = preprocessor;
    }

    /** What the network is asked, and the way back to the first photo. */
    private record Asked(Map<String, RawOutputs.Value> inputs, Prepared first) {}

    Recipe recipe() {
        return model.blueprint().recipe();
    }

    ModelRuntime runtime() {
        return model.runtime();
    }

    /** The content of a stream, read to its end. */
    Request request(InputStream stream) {
        String name = "the stream";
        return Request.of(reader.content(stream, name), name);
    }

    Prediction<R> answer(Request request, Call<?> call) {
        long start = System.nanoTime();
        Sample sample = request.read(reader);
        checkNames(sample);
        long read = System.nanoTime();
        call.checkWanted();
        Asked asked = prepare(sample);
        long prepared = System.nanoTime();
        call.checkWanted();
        RawOutputs raw = runtime().run(asked.inputs, Set.of()).outputs();
        long forwarded = System.nanoTime();
        call.checkWanted();
        R result = decode(raw, asked.first);
        long decoded = System.nanoTime();
        Timings timings = new Timings(
                start - call.asked(), read - start, prepared - read, forwarded - prepared, decoded - forwarded);
        return new Prediction<>(result, timings, recipe().name());
    }

    private Asked prepare(Sample sample) {
        Map<String, RawOutputs.Value> inputs = new LinkedHashMap<>();
        Prepared first = null;
        for (InputSpec.Input input : inputs()) {
            Photo photo = sample.images().get(input.name());
            Prepared prepared = sample.region()
                    .map(region -> preprocessor.prepare(photo, recipe().preprocessing(), region))
                    .orElseGet(() -> preprocessor.prepare(photo, recipe().preprocessing()));
            inputs.put(input.name(), value(prepared));
            first = first == null ? prepared : first;
        }
        if (first == null) {
            throw new IllegalStateException("a model without inputs");
        }
        return new Asked(inputs, first);
    }

    private static RawOutputs.Value value(Prepared prepared) {
        ImageSize size = prepared.transform().input();
        return new RawOutputs.Value(List.of(1L, 3L, (long) size.height(), (long) size.width()), prepared.data());
    }

    private R decode(RawOutputs raw, Prepared first) {
        Recipe recipe = recipe();
        ImageTransform transform = first.transform();
        DecodeContext context = new DecodeContext(
                transform.input(),
                List.of(first.valid()),
                recipe.labels(),
                model.blueprint().levels());
        Predictions predictions = PluginCode.call(
                "head " + recipe.head().type(),
                () -> recipe.head().decode(raw, context).get(0));
        return PluginCode.call(
                "task " + recipe.task().type(),
                () -> resultType.cast(recipe.task().postprocess(predictions, transform, recipe.labels())));
    }

    private List<InputSpec.Input> inputs() {
        return recipe().backbone().inputs().inputs();
    }

    private void checkNames(Sample sample) {
        List<String> wanted = inputs().stream().map(InputSpec.Input::name).toList();
        if (!sample.images().keySet().equals(Set.copyOf(wanted))) {
            throw new InputException(Problem.of(ErrorCode.SAMPLE_MISMATCH, "the model asks for other inputs")
                    .received(String.join(", ", sample.images().keySet()))
                    .fix(String.join(", ", wanted)));
        }
    }
}
