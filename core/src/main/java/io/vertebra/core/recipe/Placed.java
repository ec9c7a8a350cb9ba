package io.vertebra.core.recipe;

import io.vertebra.api.error.Location;

/**
 * A part with what messages need.
 *
 * @param <P> the part
 * @param part bound
 * @param at where the recipe states it
 * @param who such as {@code backbone resnet50 of plugin classic}
 */
record Placed<P>(P part, Location at, String who) {}
