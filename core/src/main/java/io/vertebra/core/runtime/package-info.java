/** Runs models on real numbers: engine start, devices, the eager operators, and the runtime behind the predictor. */
@NullMarked
package io.vertebra.core.runtime;

import org.jspecify.annotations.NullMarked;
