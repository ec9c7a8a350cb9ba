package io.vertebra.core.parity;

import io.vertebra.core.runtime.ModelRuntime;
import io.vertebra.core.weights.TensorSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a fixture names, built and ready for its checkpoint. */
interface Subject {
    /** It with these tensors; the caller closes it. */
    ModelRuntime load(TensorSource checkpoint);

    /** The number of trainable values. */
    long trainableSize();

    /** The names of what goes in. */
    List<String> inputs();

    /** The names of what comes out. */
    Set<String> outputs();

    /** The name of the output that a fixture calls so, or null when it means something else. */
    @Nullable
    String output(String name);

    /** The name of the intermediate value that a fixture calls so. */
    String tap(String name);
}
