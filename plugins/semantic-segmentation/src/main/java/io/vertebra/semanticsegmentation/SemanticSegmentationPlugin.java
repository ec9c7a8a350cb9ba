package io.vertebra.semanticsegmentation;

import io.vertebra.api.plugin.VisionPlugin;

/** Semantic segmentation. Provides nothing yet: its networks come with a later version. */
public final class SemanticSegmentationPlugin implements VisionPlugin {
    /** For the service loader. */
    public SemanticSegmentationPlugin() {}
}
