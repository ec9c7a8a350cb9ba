package io.vertebra.api.model;

import io.vertebra.api.Spi;
import io.vertebra.api.nn.Network;
import io.vertebra.api.plugin.BuildContext;
import java.util.Set;

/**
 * Re-weights a map or tokens; same form in and out.
 *
 * @param <O> the options
 */
@Spi
public interface Attention<O extends Record> extends Component<O> {
    /** Where in a block it may stand. */
    Set<Position> positions(O options);

    /** Where the paper puts it. */
    Position defaultPosition(O options);

    /** Whether it gives back its input as long as its parameters have their initial values; checked. */
    default boolean identityAtStart(O options) {
        return false;
    }

    /** What moving pixels or channels about does to the output; checked. */
    default Symmetry symmetry(O options) {
        return Symmetry.NONE;
    }

    /** A property of the re-weighting that its paper rests on. */
    enum Symmetry {
        /** Pixels moved about in the input are moved about in the output: what a pixel gets does not depend on where it is. */
        CHANNEL,
        /** A pixel has one weight for all of its channels. */
        SPATIAL,
        /** Neither, because it looks at neighbours or knows positions. */
        NONE
    }

    /** The network: input {@code input}, output {@code output}. */
    Network build(O options, InsertionPoint at, BuildContext context);
}
