package io.vertebra.classic;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.plugin.BuildContext;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/** Builds for 224x224 and keeps silent. */
public final class TestContext implements BuildContext {
    @Override
    public ImageSize inputSize() {
        return ImageSize.square(224);
    }

    @Override
    public Logger logger() {
        return NOPLogger.NOP_LOGGER;
    }
}
