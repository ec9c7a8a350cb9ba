package io.vertebra.api.model;

import io.vertebra.api.Spi;
import java.util.Map;

/**
 * What all roles share: an identity, options as a record, named variants, and where checkpoints keep the parameters.
 * Implementations are stateless and may be called from any thread.
 *
 * @param <O> the options; the record class is their schema
 */
@Spi
public interface Component<O extends Record> {
    /** Identity and origin. */
    Card card();

    /** The options of a recipe that states none. */
    O defaults();

    /** The smallest honest form, for conformance checks. */
    default O tiny() {
        return defaults();
    }

    /** Options by the name that a recipe may use as {@code type}; the component's own id stands for the defaults. */
    default Map<String, O> variants() {
        return Map.of();
    }

    /** Where checkpoints of this dialect keep the parameters, relative to the part's root. */
    default KeyMap keys(O options, Dialect dialect) {
        return KeyMap.same();
    }
}
