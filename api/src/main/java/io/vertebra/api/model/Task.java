package io.vertebra.api.model;

import io.vertebra.api.Spi;
import io.vertebra.api.result.Result;
import java.util.Set;

/**
 * Turns predictions into a result for people and programs.
 *
 * @param <O> the options
 * @param <R> the result
 */
@Spi
public interface Task<O extends Record, R extends Result> extends Component<O> {
    /** What a head has to predict. */
    Set<PredictionKind> accepts();

    /** The class of the result. */
    Class<R> resultType();

    /** How images are prepared when neither weights nor recipe say it. */
    Preprocessing defaultPreprocessing();

    /** Back to the original image: undo the preprocessing, clip, name, filter, sort, limit. Plain Java. */
    R postprocess(O options, Predictions predictions, ImageTransform transform, Labels labels);

    /** Draws the result on the original image. */
    void draw(R result, Canvas canvas);
}
