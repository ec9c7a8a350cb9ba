package io.vertebra.core.builtin;

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
import io.vertebra.api.result.ClassArea;
import io.vertebra.api.result.Segmentation;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What each pixel of an image belongs to. */
final class SemanticSegmentationTask implements Task<NoOptions, Segmentation> {
    private static final String ID = "semantic-segmentation";
    /** The shorter side is 520 pixels, as torchvision evaluates its segmentation models; for photos up to twice as long. */
    private static final ImageSize SIDES = new ImageSize(1040, 520);

    @Override
    public Card card() {
        return Card.of(ID, "A class for every pixel of an image");
    }

    @Override
    public NoOptions defaults() {
        return new NoOptions();
    }

    @Override
    public Set<PredictionKind> accepts() {
        return Set.of(PredictionKind.MAPS);
    }

    @Override
    public Class<Segmentation> resultType() {
        return Segmentation.class;
    }

    /** The whole image in its own shape: a crop would leave pixels without a class, and stretching bends what is in it. */
    @Override
    public Preprocessing defaultPreprocessing() {
        Preprocessing imagenet = Preprocessing.imagenet();
        return new Preprocessing(
                SIDES,
                Preprocessing.Fit.SHORTER_SIDE,
                Preprocessing.Details.NONE,
                imagenet.kernel(),
                imagenet.channels(),
                imagenet.mean(),
                imagenet.std());
    }

    /**
     * Each pixel of the original image takes the class of the input's pixel in which its centre lies: an average of labels means
     * nothing. Padding is never read; a pixel that the input does not show has no class.
     */
    @Override
    public Segmentation postprocess(
            NoOptions options, Predictions predictions, ImageTransform transform, Labels labels) {
        Predictions.Maps maps = TaskInput.require(Predictions.Maps.class, predictions, ID);
        if (!maps.size().equals(transform.input())) {
            throw new IllegalArgumentException("a map of " + maps.size() + " for an input of " + transform.input());
        }
        return new MapProjection(maps, transform).segmentation(labels);
    }

    @Override
    public void draw(Segmentation result, Canvas canvas) {
        canvas.mask(
                result.labels(), result.classes().stream().map(ClassArea::label).collect(Collectors.toSet()));
        canvas.legend(result.classes().stream()
                .map(area -> new Canvas.Line(area.label(), caption(area)))
                .toList());
    }

    /** {@code person 12.5 %}; what is too little to be seen in that form is less than 0.1 %. */
    private static String caption(ClassArea area) {
        double percent = 100.0 * area.share();
        return percent < 0.1 ? area.name() + " <0.1 %" : String.format(Locale.ROOT, "%s %.1f %%", area.name(), percent);
    }
}
