package io.vertebra.core.assembly;

import io.vertebra.api.model.ClassifierChoice;
import io.vertebra.api.model.Dialect;
import io.vertebra.core.recipe.Recipe;
import java.util.Map;

/** The prefix of each part's keys in a checkpoint. */
final class Roots {
    private final Recipe recipe;
    private final Dialect dialect;
    private final Map<String, String> stated;

    Roots(Recipe recipe, Dialect dialect, Map<String, String> stated) {
        this.recipe = recipe;
        this.dialect = dialect;
        this.stated = stated;
    }

    /**
     * What was stated wins. In our own dialect a part stands under its own name. Elsewhere the head says where; otherwise the
     * backbone stands at the root and the published classifier's head where the backbone says.
     */
    String of(String part) {
        String explicit = stated.get(part);
        if (explicit != null) {
            return explicit;
        }
        if (dialect.equals(Dialect.VERTEBRA)) {
            return part;
        }
        String published = recipe.head().roots(dialect).get(part);
        if (published != null) {
            return published;
        }
        if (part.equals(Blueprint.BACKBONE)) {
            return "";
        }
        ClassifierChoice classifier = recipe.backbone().classifier();
        boolean classifies = part.equals(Blueprint.HEAD) && recipe.head().type().equals(classifier.head());
        return classifies ? classifier.root(dialect) : part;
    }
}
