package io.vertebra.core.plugin;

import java.util.List;

/**
 * What a plugin says about itself in {@value #RESOURCE}. It is read before any class of the plugin is loaded.
 *
 * @param id kebab-case; the first half of qualified names
 * @param version of the plugin
 * @param apiVersion of the API that it was built against
 * @param javaVersion feature version that its classes need
 * @param djlVersion of the DJL that it was built against
 * @param provides everything that it registers, sorted
 * @param title one line for people
 * @param description a sentence or two
 * @param vendor who publishes it
 * @param license SPDX id
 * @param homepage URL
 * @param capabilities words for tools, maybe none
 * @param deprecated why it should not be used any more, empty when it may
 */
public record PluginDescriptor(
        String id,
        String version,
        String apiVersion,
        int javaVersion,
        String djlVersion,
        List<Provided> provides,
        String title,
        String description,
        String vendor,
        String license,
        String homepage,
        List<String> capabilities,
        String deprecated) {
    /** Where it stands in a JAR. */
    public static final String RESOURCE = "META-INF/vertebra/plugin.properties";

    /** Longer descriptors are refused. */
    public static final int MAX_BYTES = 64 * 1024;

    public PluginDescriptor {
        provides = provides.stream().sorted().toList();
        capabilities = List.copyOf(capabilities);
    }

    /**
     * Reads a descriptor: Java properties in UTF-8.
     *
     * @param file how messages name it
     * @throws io.vertebra.api.error.LoadException with all problems: missing, empty, unknown and double keys, malformed values
     */
    public static PluginDescriptor parse(byte[] content, String file) {
        return new DescriptorReader(file).read(content);
    }

    /** {@code face 0.1.0}: for messages. */
    public String label() {
        return id + " " + version;
    }
}
