package io.vertebra.detection;

import io.vertebra.api.plugin.VisionPlugin;

/** Object detection. Provides nothing yet: its networks come with a later version. */
public final class DetectionPlugin implements VisionPlugin {
    /** For the service loader. */
    public DetectionPlugin() {}
}
