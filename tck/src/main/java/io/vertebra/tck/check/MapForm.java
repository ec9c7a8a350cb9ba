package io.vertebra.tck.check;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.result.Result;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Class maps: findings are bands of pixels. */
final class MapForm implements Form {
    private static final int SIDE = 64;

    @Override
    public PredictionKind kind() {
        return PredictionKind.MAPS;
    }

    @Override
    public Predictions nothing(ImageTransform frame) {
        int[] labels = new int[frame.input().width() * frame.input().height()];
        Arrays.fill(labels, -1);
        return new Predictions.Maps(frame.input(), labels, null);
    }

    @Override
    public List<Predictions> hostile(ImageTransform frame) {
        int[] labels = new int[frame.input().width() * frame.input().height()];
        float[] confidence = new float[labels.length];
        int[] some = {-1, 0, 1, 1000, Integer.MIN_VALUE};
        for (int i = 0; i < labels.length; i++) {
            labels[i] = some[i % some.length];
            confidence[i] = i % 3 == 0 ? Float.NaN : 0.5f;
        }
        return List.of(
                new Predictions.Maps(frame.input(), labels, confidence),
                new Predictions.Maps(frame.input(), labels, null));
    }

    /** Label 1 in the left half of the image, 2 in the right one, 3 in the bars. */
    @Override
    public Predictions placed(ImageTransform frame) {
        ImageSize input = frame.input();
        int[] labels = new int[input.width() * input.height()];
        for (int y = 0, i = 0; y < input.height(); y++) {
            for (int x = 0; x < input.width(); x++, i++) {
                double left = (x + 0.5 - frame.offsetX())
                        / frame.scaleX()
                        / frame.original().width();
                double top = (y + 0.5 - frame.offsetY())
                        / frame.scaleY()
                        / frame.original().height();
                boolean shown = left >= 0 && left <= 1 && top >= 0 && top <= 1;
                labels[i] = !shown ? 3 : left < 0.5 ? 1 : 2;
            }
        }
        return new Predictions.Maps(input, labels, null);
    }

    @Override
    public @Nullable String misplaced(Result result, ImageTransform frame) {
        int width = frame.original().width();
        int height = frame.original().height();
        for (int[] labels : PlainData.all(result, int[].class)) {
            if (labels.length == width * height) {
                int left = labels[height / 2 * width + width / 4];
                int right = labels[height / 2 * width + width - 1 - width / 4];
                if (left != 1 || right != 2) {
                    return "labels " + left + " and " + right + " instead of 1 and 2";
                }
            }
        }
        return null;
    }

    /** A band of rows each; the first is as thick as the others, so that areas tie. */
    @Override
    public Predictions findings(List<Float> scores, List<Integer> labels) {
        int[] map = new int[SIDE * SIDE];
        Arrays.fill(map, -1);
        float[] confidence = new float[map.length];
        int thick = SIDE / scores.size();
        for (int i = 0; i < scores.size(); i++) {
            Arrays.fill(map, i * thick * SIDE, (i + 1) * thick * SIDE, labels.get(i));
            Arrays.fill(confidence, i * thick * SIDE, (i + 1) * thick * SIDE, scores.get(i));
        }
        return new Predictions.Maps(ImageSize.square(SIDE), map, confidence);
    }

    /** Bands of one label are one area, so the label is what shows. */
    @Override
    public @Nullable Integer index(Record element) {
        return PlainData.component(element, "label") instanceof Integer label ? label : null;
    }

    @Override
    public boolean labelled() {
        return true;
    }
}
