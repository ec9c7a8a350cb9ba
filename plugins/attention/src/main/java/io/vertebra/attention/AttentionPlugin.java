package io.vertebra.attention;

import io.vertebra.api.plugin.VisionPlugin;

/** Attention. Provides nothing yet: its networks come with a later version. */
public final class AttentionPlugin implements VisionPlugin {
    /** For the service loader. */
    public AttentionPlugin() {}
}
