package io.vertebra.api.model;

import io.vertebra.api.Spi;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Point;
import java.util.List;

/**
 * What is really in one image, in pixels of the network's input: the counterpart of {@link Predictions}. Its records are plain
 * data and check nothing that depends on a model; {@link Head#encode} does. A third party may add a form of its own.
 */
@Spi
public interface Truth {
    /**
     * Objects.
     *
     * @param boxes in any order; none when the image shows no object
     */
    record Boxes(List<LabelledBox> boxes) implements Truth {
        public Boxes {
            boxes = List.copyOf(boxes);
        }
    }

    /**
     * One object.
     *
     * @param box may reach over the edge of the image
     * @param label index into the model's labels
     */
    record LabelledBox(Box box, int label) {}

    /**
     * The class of the whole image.
     *
     * @param label index into the model's labels
     */
    record Label(int label) implements Truth {}

    /**
     * A class for each pixel.
     *
     * @param size of the network's input
     * @param labels row by row, width x height indices into the model's labels; {@link #IGNORED} where nobody knows
     */
    record LabelMap(ImageSize size, int[] labels) implements Truth {
        /** The index of pixels that count for nothing. */
        public static final int IGNORED = -1;

        public LabelMap {
            if (labels.length != Math.multiplyExact(size.width(), size.height())) {
                throw new IllegalArgumentException(labels.length + " labels for the pixels of " + size);
            }
            labels = labels.clone();
        }

        @Override
        public int[] labels() {
            return labels.clone();
        }
    }

    /**
     * The key points of the one figure that the input shows.
     *
     * @param joints one a label, in the order of the labels
     */
    record Joints(List<Joint> joints) implements Truth {
        public Joints {
            joints = List.copyOf(joints);
        }
    }

    /**
     * One key point.
     *
     * @param at where it is; meaningless when it is not known
     * @param known whether somebody marked it; one that is not known counts for nothing
     */
    record Joint(Point at, boolean known) {}
}
