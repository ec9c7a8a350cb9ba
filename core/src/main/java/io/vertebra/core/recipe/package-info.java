/** Recipes: from YAML with positions to a typed, checked recipe, with all errors of a file in one report. */
@NullMarked
package io.vertebra.core.recipe;

import org.jspecify.annotations.NullMarked;
