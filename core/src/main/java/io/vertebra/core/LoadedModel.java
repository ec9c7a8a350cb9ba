package io.vertebra.core;

import io.vertebra.core.assembly.Blueprint;
import io.vertebra.core.runtime.ModelRuntime;

/**
 * A model with its weights.
 *
 * @param blueprint its structure
 * @param runtime what runs it, closed by its owner
 */
record LoadedModel(Blueprint blueprint, ModelRuntime runtime) {}
