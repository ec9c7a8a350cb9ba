package io.vertebra.pose;

import io.vertebra.api.plugin.VisionPlugin;

/** Poses. Provides nothing yet: its networks come with a later version. */
public final class PosePlugin implements VisionPlugin {
    /** For the service loader. */
    public PosePlugin() {}
}
