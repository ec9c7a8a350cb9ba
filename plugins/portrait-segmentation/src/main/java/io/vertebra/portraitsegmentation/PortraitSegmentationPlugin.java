package io.vertebra.portraitsegmentation;

import io.vertebra.api.plugin.VisionPlugin;

/** Portrait segmentation. Provides nothing yet: its networks come with a later version. */
public final class PortraitSegmentationPlugin implements VisionPlugin {
    /** For the service loader. */
    public PortraitSegmentationPlugin() {}
}
