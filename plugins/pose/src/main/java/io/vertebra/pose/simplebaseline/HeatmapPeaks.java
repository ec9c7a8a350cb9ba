package io.vertebra.pose.simplebaseline;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Keypoint;
import io.vertebra.api.geometry.Point;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.pose.simplebaseline.SimpleBaselineOptions.QuarterShift;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One joint a heatmap, at its largest value: Microsoft's get_final_preds. A heatmap without a positive value puts its joint into
 * the first cell.
 */
final class HeatmapPeaks {
    private static final float QUARTER = 0.25f;

    private final QuarterShift shift;
    private final ImageSize input;

    HeatmapPeaks(QuarterShift shift, ImageSize input) {
        this.shift = shift;
        this.input = input;
    }

    /** From (N, J, H, W). */
    List<Predictions> read(RawOutputs.Value heatmaps) {
        int joints = heatmaps.size(1);
        int rows = heatmaps.size(2);
        int columns = heatmaps.size(3);
        List<Predictions> images = new ArrayList<>();
        for (int image = 0; image < heatmaps.size(0); image++) {
            List<Keypoint> points = new ArrayList<>();
            for (int joint = 0; joint < joints; joint++) {
                points.add(peak(heatmaps.data(), (image * joints + joint) * rows * columns, rows, columns));
            }
            images.add(new Predictions.Keypoints(List.of(new Predictions.Figure(points))));
        }
        return images;
    }

    private Keypoint peak(FloatBuffer values, int start, int rows, int columns) {
        int best = start;
        for (int i = start + 1; i < start + rows * columns; i++) {
            best = values.get(i) > values.get(best) ? i : best;
        }
        float score = values.get(best);
        int row = score > 0 ? (best - start) / columns : 0;
        int column = score > 0 ? (best - start) % columns : 0;
        float x = column;
        float y = row;
        if (shift.moves(column, columns) && shift.moves(row, rows)) {
            x += QUARTER * Math.signum(values.get(best + 1) - values.get(best - 1));
            y += QUARTER * Math.signum(values.get(best + columns) - values.get(best - columns));
        }
        return new Keypoint(new Point(x * input.width() / columns, y * input.height() / rows), score);
    }
}
