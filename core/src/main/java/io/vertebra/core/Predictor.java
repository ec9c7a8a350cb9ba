package io.vertebra.core;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Canvas;
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
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Answers for photos. Share one between threads: equal images give equal results, however many threads ask at once. Close it
 * when no more photos come; predictors of one model share its weights.
 *
 * @param <R> the result of the model's task
 */
public final class Predictor<R extends Result> implements AutoCloseable {
    private final Class<R> resultType;
    private final SharedModel model;
    private final PhotoReader reader;
    private final Preprocessor preprocessor;
    /** Predictions hold the read lock, so that closing waits for those that run. */
    private final ReadWriteLock life = new ReentrantReadWriteLock();

    private boolean closed;

    Predictor(SharedModel model, Class<R> resultType, PhotoReader reader, Preprocessor preprocessor) {
        this.model = model;
        this.resultType = resultType;
        this.reader = reader;
        this.preprocessor = preprocessor;
    }

    /**
     * Predicts from a file.
     *
     * @throws InputException when the file is no image that can be read
     */
    public Prediction<R> predict(Path file) {
        return predict(Sample.of(reader.read(file)));
    }

    /**
     * Predicts from a region of a file, such as the box of a person. The result stays in pixels of the whole image.
     *
     * @throws InputException when the file is no image that can be read, or the region lies outside it
     */
    public Prediction<R> predict(Path file, Box region) {
        return predict(Sample.of(reader.read(file)).within(region));
    }

    /**
     * Predicts from a stream, which is read to its end and not closed.
     *
     * @throws InputException when it holds no image that can be read
     */
    public Prediction<R> predict(InputStream stream) {
        return predict(Sample.of(reader.read(stream, "the stream")));
    }

    /**
     * Predicts from the content of an image file.
     *
     * @throws InputException when it is no image that can be read
     */
    public Prediction<R> predict(byte[] content) {
        return predict(Sample.of(reader.read(content, "the bytes")));
    }

    /** Predicts from an image in memory. */
    public Prediction<R> predict(BufferedImage image) {
        return predict(Sample.of(reader.read(image, "the image")));
    }

    /**
     * Predicts from named images.
     *
     * @throws InputException when the names are not those of the model's inputs
     * @throws LoadException when this predictor was closed
     */
    public Prediction<R> predict(Sample sample) {
        life.readLock().lock();
        try {
            if (closed) {
                throw new LoadException(Problem.of(ErrorCode.CLOSED, "this predictor was closed")
                        .received(name())
                        .fix("ask for predictions before close(), or open a new predictor"));
            }
            return run(sample);
        } finally {
            life.readLock().unlock();
        }
    }

    private Prediction<R> run(Sample sample) {
        Recipe recipe = recipe();
        checkNames(sample, recipe);
        long start = System.nanoTime();
        Map<String, RawOutputs.Value> inputs = new LinkedHashMap<>();
        Prepared first = null;
        for (InputSpec.Input input : recipe.backbone().inputs().inputs()) {
            Photo photo = sample.images().get(input.name());
            Prepared prepared = sample.region()
                    .map(region -> preprocessor.prepare(photo, recipe.preprocessing(), region))
                    .orElseGet(() -> preprocessor.prepare(photo, recipe.preprocessing()));
            inputs.put(input.name(), value(prepared));
            first = first == null ? prepared : first;
        }
        long prepared = System.nanoTime();
        RawOutputs raw = model.runtime().run(inputs, Set.of()).outputs();
        long forwarded = System.nanoTime();
        Prepared image = Objects.requireNonNull(first, "a model has an input");
        ImageTransform transform = image.transform();
        DecodeContext context = new DecodeContext(
                transform.input(),
                List.of(image.valid()),
                recipe.labels(),
                model.blueprint().levels());
        Predictions predictions = recipe.head().decode(raw, context).get(0);
        R result = resultType.cast(recipe.task().postprocess(predictions, transform, recipe.labels()));
        long decoded = System.nanoTime();
        return new Prediction<>(
                result, new Timings(prepared - start, forwarded - prepared, decoded - forwarded), recipe.name());
    }

    private static RawOutputs.Value value(Prepared prepared) {
        ImageSize size = prepared.transform().input();
        return new RawOutputs.Value(List.of(1L, 3L, (long) size.height(), (long) size.width()), prepared.data());
    }

    private static void checkNames(Sample sample, Recipe recipe) {
        List<String> wanted = recipe.backbone().inputs().inputs().stream()
                .map(InputSpec.Input::name)
                .toList();
        if (!sample.images().keySet().equals(Set.copyOf(wanted))) {
            throw new InputException(Problem.of(ErrorCode.SAMPLE_MISMATCH, "the model asks for other inputs")
                    .received(String.join(", ", sample.images().keySet()))
                    .fix(String.join(", ", wanted)));
        }
    }

    /** Draws a result of this model. */
    public void draw(Result result, Canvas canvas) {
        recipe().task().draw(result, canvas);
    }

    /** The recipe of the model. */
    public Recipe recipe() {
        return model.blueprint().recipe();
    }

    /** The model's name. */
    public String name() {
        return recipe().name();
    }

    /** What runs the networks. */
    public ModelRuntime runtime() {
        return model.runtime();
    }

    /** Waits for running predictions; frees the model's weights when this was its last predictor. Closing twice is harmless. */
    @Override
    public void close() {
        life.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                model.release();
            }
        } finally {
            life.writeLock().unlock();
        }
    }
}
