package io.vertebra.tck;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.plugin.BuildContext;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * What a component needs to build outside of a model, in tests.
 *
 * @param inputSize of the model that the component would stand in
 */
public record PlainBuildContext(ImageSize inputSize) implements BuildContext {
    @Override
    public Logger logger() {
        return NOPLogger.NOP_LOGGER;
    }
}
