package io.vertebra.tck.subject;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.Network;
import java.util.List;
import java.util.Map;

/**
 * A part whose network can be built and run by itself, whatever its role: the rules that hold for every network see it so. Each
 * call builds anew.
 */
public interface Block extends Subject {
    /**
     * A fresh network.
     *
     * @param size of the model's input that it would stand in
     */
    Network build(ImageSize size);

    /**
     * The exact shapes that go in.
     *
     * @param size of the model's input
     * @param batch N
     */
    Map<String, Shape> inputs(ImageSize size, int batch);

    /** Sizes of the model's input to try, the smallest first; all are accepted by the part's rule. */
    List<ImageSize> sizes();

    /** Where checkpoints keep the parameters. */
    KeyMap keys();

    /** The names of the outputs as declared, in order, for this size. */
    List<String> outputs(ImageSize size);
}
