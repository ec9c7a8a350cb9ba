package io.vertebra.core.recipe;

import io.vertebra.api.error.Location;

/**
 * A part as a recipe states it.
 *
 * @param type names the component or variant
 * @param at of the part
 * @param typeAt of the name
 * @param options by key, maybe with the key {@code type} among them
 */
record PartNode(String type, Location at, Location typeAt, MapNode options) {
    static final String TYPE = "type";

    /** With a value for an option that the recipe leaves open. */
    PartNode with(String key, Node value) {
        return new PartNode(type, at, typeAt, options.with(key, new MapNode.Entry(value.at(), value)));
    }
}
