package io.vertebra.core;

import io.vertebra.api.error.InputException;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.UnavailableException;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.model.Canvas;
import io.vertebra.api.result.Result;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.runtime.ModelRuntime;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Answers for photos. Share one between threads: equal images give equal results, however many threads ask at once, and each
 * image is a forward of its own. Close it when no more photos come; predictors of one model share its weights.
 *
 * <p>So many predictions run at once and so many wait as {@link PredictorOptions} say. One more is refused at once with an
 * {@link UnavailableException}, which is not the image's fault and may go well later. In a server:
 *
 * <pre>{@code
 * PredictorOptions options = PredictorOptions.defaults().maxWaiting(20).deadline(Duration.ofSeconds(2));
 * Predictor<Detections> faces = vertebra.predictor("face-detector-tiny", Detections.class, options);
 *
 * void handle(Exchange exchange) {
 *     try {
 *         send(exchange, 200, json(faces.predict(exchange.body()).result()));
 *     } catch (InputException e) {
 *         send(exchange, 400, e.getMessage());
 *     } catch (UnavailableException e) {
 *         send(exchange, e.code() == ErrorCode.DEADLINE ? 504 : 503, e.getMessage());
 *     }
 * }
 * }</pre>
 *
 * @param <R> the result of the model's task
 */
public final class Predictor<R extends Result> implements AutoCloseable {
    private final Answering<R> answering;
    private final CallDesk<Prediction<R>> desk;

    /**
     * An open predictor.
     *
     * @param atLast runs once, when it was closed and its last prediction has ended
     */
    Predictor(Answering<R> answering, PredictorOptions options, Runnable atLast) {
        this.answering = answering;
        desk = new CallDesk<>(answering.recipe().name(), options, atLast);
    }

    /**
     * Predicts from a file.
     *
     * @throws InputException when the file is no image that can be read
     * @throws UnavailableException as {@link #predict(Request)} does
     */
    public Prediction<R> predict(Path file) {
        return predict(Request.of(file));
    }

    /**
     * Predicts from a region of a file, such as the box of a person. The result stays in pixels of the whole image.
     *
     * @throws InputException when the file is no image that can be read, or the region lies outside it
     * @throws UnavailableException as {@link #predict(Request)} does
     */
    public Prediction<R> predict(Path file, Box region) {
        return predict(Request.of(file).within(region));
    }

    /**
     * Predicts from a stream, which is read to its end and not closed. It is read before the prediction asks for its turn, so
     * that a slow sender holds up nobody else; the deadline counts from there.
     *
     * @throws InputException when it holds no image that can be read
     * @throws UnavailableException as {@link #predict(Request)} does
     */
    public Prediction<R> predict(InputStream stream) {
        return predict(answering.request(stream));
    }

    /**
     * Predicts from the content of an image file.
     *
     * @throws InputException when it is no image that can be read
     * @throws UnavailableException as {@link #predict(Request)} does
     */
    public Prediction<R> predict(byte[] content) {
        return predict(Request.of(content));
    }

    /**
     * Predicts from an image in memory.
     *
     * @throws UnavailableException as {@link #predict(Request)} does
     */
    public Prediction<R> predict(BufferedImage image) {
        return predict(Request.of(image));
    }

    /**
     * Predicts from named images.
     *
     * @throws InputException when the names are not those of the model's inputs
     * @throws UnavailableException as {@link #predict(Request)} does
     */
    public Prediction<R> predict(Sample sample) {
        return predict(Request.of(sample));
    }

    /**
     * Predicts and waits for the result, until the deadline if there is one.
     *
     * @throws InputException when the image cannot be used
     * @throws UnavailableException with {@code OVERLOADED} at once when too many run and wait; with {@code DEADLINE} at the
     *     deadline, whatever the prediction does then; with {@code CANCELLED} when the thread is interrupted while it waits,
     *     its flag set again
     * @throws LoadException when this predictor was closed
     */
    public Prediction<R> predict(Request request) {
        return desk.run(call -> answering.answer(request, call), request.deadline());
    }

    /**
     * Predicts in a thread of the predictor. All failures come to the future, also those of {@link #predict(Request)} that are
     * known at once.
     *
     * <p>{@code cancel} on this future, not on one that was made from it, takes a prediction that waits out of the queue. One
     * that runs ends before its next stage: reading, preparing, the forward, decoding. What it gives later than the deadline, or
     * after it was cancelled, is dropped.
     */
    public CompletableFuture<Prediction<R>> submit(Request request) {
        return desk.submit(call -> answering.answer(request, call), request.deadline());
    }

    /** Draws a result of this model. */
    public void draw(Result result, Canvas canvas) {
        recipe().task().draw(result, canvas);
    }

    /** The recipe of the model. */
    public Recipe recipe() {
        return answering.recipe();
    }

    /** The model's name. */
    public String name() {
        return recipe().name();
    }

    /** What runs the networks. */
    public ModelRuntime runtime() {
        return answering.runtime();
    }

    /** Predictions that run now; a moment later it may be another number. */
    public int running() {
        return desk.running();
    }

    /** Predictions that wait for their turn now. */
    public int waiting() {
        return desk.waiting();
    }

    /**
     * Refuses predictions that wait, waits for those that run, and frees the model's weights when this was its last predictor.
     * Called by one of its own predictions, such as in a step behind {@link #submit}, it does not wait: that prediction ends
     * first, then the weights are freed. Closing twice is harmless.
     */
    @Override
    public void close() {
        desk.close();
    }
}
