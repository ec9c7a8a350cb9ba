package io.vertebra.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.nn.Operators;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the fixtures of {@code ops/nn} cannot show: their inputs are so large that an epsilon drowns, their grids have one form. */
final class NormEpsilonTest {
    private static final float EPSILON = 1e-4f;
    /** Mean 0 and variance 1e-4, as much as the epsilon. */
    private static final float[] SMALL = {0.01f, -0.01f, 0.01f, -0.01f};

    private NDManager manager;
    private Operators ops;

    @BeforeEach
    void start() {
        manager = Engines.manager("cpu");
        ops = new EagerOperators(new OpKit(manager), false);
    }

    @AfterEach
    void stop() {
        manager.close();
    }

    @Test
    void theEpsilonIsAddedToTheVariance() {
        NDArray scale = manager.ones(new Shape(4));
        NDArray shift = manager.zeros(new Shape(4));
        normed(new Shape(1, 1, 2, 2), (x, epsilon) -> ops.instanceNorm(x, null, null, epsilon));
        normed(new Shape(1, 4, 1, 1), (x, epsilon) -> ops.groupNorm(x, null, null, 1, epsilon));
        normed(new Shape(1, 1, 4), (x, epsilon) -> ops.layerNorm(x, scale, shift, epsilon));
        normed(new Shape(1, 4, 1, 1), (x, epsilon) -> ops.channelNorm(x, scale, shift, epsilon));
    }

    private void normed(Shape shape, BiFunction<NDArray, Float, NDArray> norm) {
        float[] normed = norm.apply(manager.create(SMALL, shape), EPSILON).toFloatArray();
        float half = (float) Math.sqrt(0.5);
        assertThat(normed).containsExactly(new float[] {half, -half, half, -half}, within(1e-5f));
    }

    @Test
    void theEpsilonOfTheLengthIsItsSmallestValue() {
        NDArray x = manager.create(new float[] {0, 0.00003f, 3, 0, 0.00004f, 4}, new Shape(1, 2, 1, 3));
        assertThat(ops.l2Norm(x, null, EPSILON).toFloatArray())
                .containsExactly(new float[] {0, 0.3f, 0.6f, 0, 0.4f, 0.8f}, within(1e-5f));
    }

    @Test
    void anAffineGridReachesTheCornersOrTheirPixelsCentres() {
        NDArray same = manager.create(new float[] {1, 0, 0, 0, 1, 0}, new Shape(1, 2, 3));
        NDArray reference = manager.ones(new Shape(1, 1, 1, 4));
        // x, y from pixel to pixel
        assertThat(ops.affineGrid(same, reference, true).toFloatArray())
                .containsExactly(new float[] {-1, 0, -1 / 3f, 0, 1 / 3f, 0, 1, 0}, within(1e-5f));
        assertThat(ops.affineGrid(same, reference, false).toFloatArray())
                .containsExactly(new float[] {-0.75f, 0, -0.25f, 0, 0.25f, 0, 0.75f, 0}, within(1e-5f));
    }
}
