package io.vertebra.tck.subject;

import io.vertebra.core.Vertebra;

/**
 * A named recipe of a plugin among its companions.
 *
 * @param vertebra with the plugin and its companions
 * @param id the model's name
 */
public record RecipeSubject(Vertebra vertebra, String id) implements Subject {
    @Override
    public Kind kind() {
        return Kind.RECIPE;
    }
}
