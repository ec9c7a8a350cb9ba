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

    /** The network: input {@code input}, output {@code output}. */
    Network build(O options, InsertionPoint at, BuildContext context);
}
