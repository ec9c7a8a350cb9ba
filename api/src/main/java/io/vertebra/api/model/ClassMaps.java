package io.vertebra.api.model;

import io.vertebra.api.geometry.ImageSize;
import java.nio.FloatBuffer;

/** Reads a class for each pixel from logits, plane by plane, so that memory is read in its order. */
final class ClassMaps {
    private ClassMaps() {}

    /**
     * The map of one image.
     *
     * @param logits (N, K, H, W)
     * @param image index on the first axis
     * @param size W x H
     */
    static Predictions.Maps softmax(RawOutputs.Value logits, int image, ImageSize size) {
        int classes = logits.size(1);
        int pixels = Math.multiplyExact(size.width(), size.height());
        int first = Math.multiplyExact(image * classes, pixels);
        FloatBuffer data = logits.data();
        float[] largest = new float[pixels];
        data.get(first, largest);
        int[] labels = new int[pixels];
        float[] plane = new float[pixels];
        for (int k = 1; k < classes; k++) {
            data.get(first + k * pixels, plane);
            for (int i = 0; i < pixels; i++) {
                if (plane[i] > largest[i]) {
                    largest[i] = plane[i];
                    labels[i] = k;
                }
            }
        }
        float[] sums = new float[pixels];
        for (int k = 0; k < classes; k++) {
            data.get(first + k * pixels, plane);
            for (int i = 0; i < pixels; i++) {
                sums[i] += (float) Math.exp(plane[i] - largest[i]);
            }
        }
        for (int i = 0; i < pixels; i++) {
            sums[i] = 1 / sums[i];
        }
        return new Predictions.Maps(size, labels, sums);
    }
}
