package io.vertebra.api.model;

import io.vertebra.api.Spi;
import io.vertebra.api.geometry.Box;
import java.util.List;
import java.util.Set;

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

        @Override
        public Set<PredictionKind> kinds() {
            return Set.of(PredictionKind.CLASSES);
        }
    }
}
