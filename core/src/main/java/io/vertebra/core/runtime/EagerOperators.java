package io.vertebra.core.runtime;

import io.vertebra.api.nn.Operators;

/**
 * The operators on real arrays, by DJL's own functions where they are right and by the kit where they are not. A result belongs
 * to where the first argument belongs.
 *
 * @param kit lives at least as long
 * @param training whether batch norms use the statistics of the batch and move the running ones
 */
record EagerOperators(OpKit kit, boolean training)
        implements Operators,
                EagerConvolutions,
                EagerNorms,
                EagerActivations,
                EagerPoolings,
                EagerResizing,
                EagerLayouts,
                EagerRegions,
                EagerAttention {}
