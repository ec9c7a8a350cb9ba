/** Options as records: one schema for YAML binding, checks and documentation. */
@NullMarked
package io.vertebra.api.options;

import org.jspecify.annotations.NullMarked;
