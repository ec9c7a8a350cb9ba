package io.vertebra.core.graph;

import io.vertebra.api.nn.Operators;

/** One shape rule for each operator; also counts multiply-adds. */
final class ShapeOperators
        implements Operators,
                ShapeConvolutions,
                ShapeNorms,
                ShapeActivations,
                ShapePoolings,
                ShapeResizing,
                ShapeLayouts,
                ShapeRegions,
                ShapeAttention {
    private long multiplyAdds;

    /** Of all convolutions, linear layers and attentions so far. */
    long multiplyAdds() {
        return multiplyAdds;
    }

    @Override
    public void work(long more) {
        multiplyAdds += more;
    }
}
