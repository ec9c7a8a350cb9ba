package com.example.myplugin;

import io.vertebra.tck.junit.PluginTck;

/** The plugin keeps the rules of the conformance kit. */
final class ConformanceTest extends PluginTck {
    ConformanceTest() {
        super(MyPlugin.class);
    }
}
