package io.vertebra.core.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.nn.Pass;
import io.vertebra.core.weights.InitialValues;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A network with values of its own, outside of a model: for conformance checks. Unlike a model it can run in training mode and
 * leaves the recording of gradients to its caller.
 */
public final class StandaloneNetwork implements AutoCloseable {
    private final Network network;
    private final NDManager manager;
    private final OpKit kit;
    private final Map<Parameter, NDArray> values = new HashMap<>();
    private final Map<String, NDArray> byName = new LinkedHashMap<>();

    private StandaloneNetwork(Network network, NDManager manager) {
        this.network = network;
        this.manager = manager;
        kit = new OpKit(manager);
    }

    /**
     * A network whose values come from a function.
     *
     * @param parent the values live in a manager below this one, which closes with the network
     * @param source gives the values of a parameter, row by row, by its full name
     */
    public static StandaloneNetwork of(Network network, NDManager parent, Function<String, float[]> source) {
        StandaloneNetwork made = new StandaloneNetwork(network, parent.newSubManager());
        try {
            network.parameters().forEach((name, parameter) -> {
                NDArray value = made.manager.create(FloatBuffer.wrap(source.apply(name)), parameter.shape());
                made.values.put(parameter, value);
                made.byName.put(name, value);
            });
            return made;
        } catch (RuntimeException | Error e) {
            made.close();
            throw e;
        }
    }

    /** A network with initial values of this seed. */
    public static StandaloneNetwork seeded(Network network, NDManager parent, long seed) {
        Map<String, Parameter> parameters = network.parameters();
        return of(network, parent, name -> InitialValues.of(seed, name, parameters.get(name)));
    }

    /** The network. */
    public Network network() {
        return network;
    }

    /** What the values live in. */
    public NDManager manager() {
        return manager;
    }

    /** The values by full name; they belong to the network. */
    public Map<String, NDArray> values() {
        return Map.copyOf(byName);
    }

    /** How a forward is run. */
    public enum Mode {
        /** Norms use their running statistics. */
        EVALUATION,
        /** Norms use the statistics of the batch and move the running ones. */
        TRAINING
    }

    /**
     * The forward. What it makes belongs to the manager of the inputs, or to managers below it.
     *
     * @param scope that parameters are seen through; closed by the caller after the outputs were read
     * @param probes gets what the network shows
     */
    public NamedArrays forward(NamedArrays inputs, NDManager scope, Mode mode, BiConsumer<String, NDArray> probes) {
        return network.forward(pass(scope, mode, probes), inputs);
    }

    /** A run on the network's values, for what follows the forward, such as losses. */
    public Pass pass(NDManager scope, Mode mode, BiConsumer<String, NDArray> probes) {
        return new EagerPass(kit, values, scope, probes, mode == Mode.TRAINING);
    }

    @Override
    public void close() {
        manager.close();
    }
}
