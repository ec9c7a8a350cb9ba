package io.vertebra.core.builtin;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.result.ClassArea;
import io.vertebra.api.result.Segmentation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a class map of the network's input to the original image, and counts what is in it. */
final class MapProjection {
    private final ImageSize original;
    private final int inputWidth;
    private final int[] labels;
    private final float @Nullable [] confidence;
    private final int[] columns;
    private final int[] rows;
    /** By label: pixels, and the sum of their confidence. */
    private final int[] pixels;

    private final double[] sums;

    MapProjection(Predictions.Maps maps, ImageTransform transform) {
        original = transform.original();
        inputWidth = maps.size().width();
        labels = maps.labels();
        confidence = maps.confidence();
        columns = nearest(
                original.width(),
                transform.scaleX(),
                transform.offsetX(),
                transform.valid().width());
        rows = nearest(
                original.height(),
                transform.scaleY(),
                transform.offsetY(),
                transform.valid().height());
        int classes = 0;
        for (int label : labels) {
            classes = Math.max(classes, label + 1);
        }
        pixels = new int[classes];
        sums = new double[classes];
    }

    /** For each pixel of a side the input's pixel in which its centre lies, or -1 when the input does not show it. */
    private static int[] nearest(int side, double scale, double offset, int valid) {
        int[] indices = new int[side];
        for (int i = 0; i < side; i++) {
            int index = (int) Math.floor((i + 0.5) * scale + offset);
            indices[i] = index >= 0 && index < valid ? index : -1;
        }
        return indices;
    }

    Segmentation segmentation(Labels names) {
        int[] projected = new int[Math.multiplyExact(original.width(), original.height())];
        for (int y = 0, i = 0; y < original.height(); y++) {
            for (int x = 0; x < original.width(); x++, i++) {
                projected[i] =
                        rows[y] < 0 || columns[x] < 0 ? Segmentation.NONE : count(rows[y] * inputWidth + columns[x]);
            }
        }
        return new Segmentation(original, projected, areas(names, projected.length));
    }

    private int count(int at) {
        int label = labels[at];
        if (label < 0) {
            return Segmentation.NONE;
        }
        pixels[label]++;
        if (confidence != null) {
            sums[label] += confidence[at];
        }
        return label;
    }

    /** The largest first; of equal ones the smaller label first. */
    private List<ClassArea> areas(Labels names, int all) {
        List<ClassArea> areas = new ArrayList<>();
        for (int label = 0; label < pixels.length; label++) {
            if (pixels[label] > 0 && names.isResult(label)) {
                float mean = (float) (sums[label] / pixels[label]);
                Float score = confidence == null || Float.isNaN(mean) ? null : Float.valueOf(mean);
                areas.add(new ClassArea(label, names.name(label), pixels[label], (float) pixels[label] / all, score));
            }
        }
        areas.sort(Comparator.comparingInt(ClassArea::pixels).reversed());
        return areas;
    }
}
