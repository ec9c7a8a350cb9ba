package io.vertebra.core.catalog;

import io.vertebra.api.plugin.WeightsCard;

/**
 * Named weights.
 *
 * @param card what they are
 * @param plugin who provides them
 * @param resources opens the files of the plugin's JAR
 */
public record WeightsEntry(WeightsCard card, String plugin, ResourceReader resources) {}
