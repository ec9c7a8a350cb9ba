package io.vertebra.api.model;

import io.vertebra.api.Spi;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Keypoint;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a head read from one image, in pixels of the network's input. A third party may add a form of its own. */
@Spi
public interface Predictions {
    /** What is in it. */
    Set<PredictionKind> kinds();

    /**
     * Boxes, the best first.
     *
     * @param boxes after the head's own suppression
     */
    record Boxes(List<ScoredBox> boxes) implements Predictions {
        public Boxes {
            boxes = List.copyOf(boxes);
        }

        @Override
        public Set<PredictionKind> kinds() {
            return Set.of(PredictionKind.BOXES);
        }
    }

    /**
     * One box.
     *
     * @param box may reach over the edge of the image
     * @param label index into the model's labels
     * @param score in [0, 1]
     */
    record ScoredBox(Box box, int label, float score) {}

    /**
     * Probabilities of the whole image.
     *
     * @param probabilities one a label, in the order of the labels
     */
    record Scores(List<Float> probabilities) implements Predictions {
        public Scores {
            probabilities = List.copyOf(probabilities);
        }

        /**
         * What a classifier says: the softmax of each row, in double precision and safe from overflow.
         *
         * @param logits (N, K)
         * @return one a row
         */
        public static List<Predictions> softmax(RawOutputs.Value logits) {
            int classes = logits.size(1);
            List<Predictions> images = new ArrayList<>();
            for (int image = 0; image < logits.size(0); image++) {
                images.add(new Scores(softmax(logits.data(), image * classes, classes)));
            }
            return images;
        }

        /** The largest logit is taken off first, so that no exponential overflows. */
        private static List<Float> softmax(FloatBuffer logits, int start, int classes) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < classes; k++) {
                largest = Math.max(largest, logits.get(start + k));
            }
            double[] exponentials = new double[classes];
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                exponentials[k] = Math.exp(logits.get(start + k) - largest);
                sum += exponentials[k];
            }
            List<Float> probabilities = new ArrayList<>(classes);
            for (double exponential : exponentials) {
                probabilities.add((float) (exponential / sum));
            }
            return probabilities;
        }

        @Override
        public Set<PredictionKind> kinds() {
            return Set.of(PredictionKind.CLASSES);
        }
    }

    /**
     * Figures of key points, such as people.
     *
     * @param figures one for each figure that was looked for; a head that reads one region gives one
     */
    record Keypoints(List<Figure> figures) implements Predictions {
        public Keypoints {
            figures = List.copyOf(figures);
        }

        @Override
        public Set<PredictionKind> kinds() {
            return Set.of(PredictionKind.KEYPOINTS);
        }
    }

    /**
     * The key points of one figure.
     *
     * @param points one a label, in the order of the labels, in pixels of the network's input; may lie over its edge. Their
     *     scores are as the network gives them, not limited to [0, 1]
     */
    record Figure(List<Keypoint> points) {
        public Figure {
            points = List.copyOf(points);
        }
    }

    /**
     * A class for each pixel.
     *
     * @param size of the network's input
     * @param labels row by row, width x height indices into the model's labels
     * @param confidence row by row in [0, 1], or null when the head states none
     */
    record Maps(ImageSize size, int[] labels, float @Nullable [] confidence) implements Predictions {
        public Maps {
            int pixels = Math.multiplyExact(size.width(), size.height());
            if (labels.length != pixels || confidence != null && confidence.length != pixels) {
                throw new IllegalArgumentException("one label and one confidence a pixel of " + size);
            }
            labels = labels.clone();
            confidence = confidence == null ? null : confidence.clone();
        }

        /**
         * What a segmentation network says: in each pixel the class with the largest logit, the first of equal ones, and its softmax
         * as the confidence.
         *
         * @param logits (N, K, H, W) at the size of the network's input
         * @return one an image
         */
        public static List<Predictions> softmax(RawOutputs.Value logits) {
            ImageSize size = new ImageSize(logits.size(3), logits.size(2));
            List<Predictions> images = new ArrayList<>();
            for (int image = 0; image < logits.size(0); image++) {
                images.add(ClassMaps.softmax(logits, image, size));
            }
            return images;
        }

        @Override
        public int[] labels() {
            return labels.clone();
        }

        @Override
        public float @Nullable [] confidence() {
            return confidence == null ? null : confidence.clone();
        }

        @Override
        public Set<PredictionKind> kinds() {
            return Set.of(PredictionKind.MAPS);
        }
    }
}
