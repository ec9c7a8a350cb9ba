package io.vertebra.core.catalog;

import io.vertebra.api.model.Component;

/**
 * A component or one of its variants.
 *
 * @param <C> the role
 * @param name what a recipe writes as {@code type}
 * @param component the component
 * @param variant the name whose options count, equal to the component's id for its defaults
 * @param plugin who provides it
 */
public record Entry<C extends Component<?>>(String name, C component, String variant, String plugin) {}
