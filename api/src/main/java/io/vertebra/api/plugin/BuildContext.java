package io.vertebra.api.plugin;

import io.vertebra.api.geometry.ImageSize;
import org.slf4j.Logger;

/** What a component may ask for while it builds. Vertebra implements it; it may grow. */
public interface BuildContext {
    /** The size of the model's input, for networks whose parameters depend on it. */
    ImageSize inputSize();

    /** For what a user should know while a model is built. */
    Logger logger();
}
