package io.vertebra.lightweight;

import io.vertebra.tck.junit.PluginTck;

/** The plugin keeps the rules of the conformance kit. */
final class ConformanceTest extends PluginTck {
    ConformanceTest() {
        super(LightweightPlugin.class);
    }
}
