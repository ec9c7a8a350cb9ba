package io.vertebra.instancesegmentation;

import io.vertebra.api.plugin.VisionPlugin;

/** Instance segmentation. Provides nothing yet: its networks come with a later version. */
public final class InstanceSegmentationPlugin implements VisionPlugin {
    /** For the service loader. */
    public InstanceSegmentationPlugin() {}
}
