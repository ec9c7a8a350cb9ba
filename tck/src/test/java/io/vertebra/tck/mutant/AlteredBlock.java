package io.vertebra.tck.mutant;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.Network;
import io.vertebra.tck.subject.Block;
import io.vertebra.tck.subject.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part whose networks and keys are others; everything else is the sound one's. */
record AlteredBlock(Block sound, Builder builder, @Nullable KeyMap otherKeys) implements Block {
    @Override
    public Kind kind() {
        return sound.kind();
    }

    @Override
    public String id() {
        return sound.id();
    }

    @Override
    public Network build(ImageSize size) {
        return builder.of(sound.build(size));
    }

    @Override
    public Map<String, Shape> inputs(ImageSize size, int batch) {
        return sound.inputs(size, batch);
    }

    @Override
    public List<ImageSize> sizes() {
        return sound.sizes();
    }

    @Override
    public KeyMap keys() {
        return otherKeys == null ? sound.keys() : otherKeys;
    }

    @Override
    public List<String> outputs(ImageSize size) {
        return sound.outputs(size);
    }

    /** Makes the network out of the sound one. */
    @FunctionalInterface
    interface Builder {
        Network of(Network sound);
    }
}
