package io.vertebra.core.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs a network on shapes: exact output shapes and multiply-adds without an engine, weights or arithmetic. */
public final class ShapeForward {
    private ShapeForward() {}

    /**
     * What a shape-only run found.
     *
     * @param shapes of the outputs, by name in the network's order
     * @param multiplyAdds of convolutions and linear layers
     */
    public record Outcome(Map<String, Shape> shapes, long multiplyAdds) {}

    /**
     * The shapes that come out.
     *
     * @param inputs exact shapes: maps (N, C, H, W), tokens (N, T, C), vectors (N, C)
     * @throws LoadException when shapes do not go together, or the network uses something outside the portable surface; it names
     *     the network's line
     */
    public static Outcome run(Network network, Map<String, Shape> inputs) {
        return run(network, inputs, Set.of());
    }

    /**
     * The same without some outputs, for the work that a prediction spares.
     *
     * @param unwanted outputs that the network may leave out
     */
    public static Outcome run(Network network, Map<String, Shape> inputs, Set<String> unwanted) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        inputs.forEach((name, shape) -> arrays.put(name, ShapeArray.feature(shape)));
        ShapePass pass = new ShapePass(unwanted);
        try {
            NamedArrays outputs = given(network, pass, new NamedArrays(arrays));
            Map<String, Shape> shapes = new LinkedHashMap<>();
            outputs.arrays()
                    .forEach((name, array) ->
                            shapes.put(name, ShapeArray.of(array).exact()));
            return new Outcome(shapes, pass.ops().multiplyAdds());
        } catch (ShapeMismatch e) {
            throw refusal(
                    ErrorCode.WIRING,
                    "shapes do not go together: " + e.getMessage(),
                    e,
                    "a larger input or other parts");
        } catch (UnsupportedOperationException e) {
            throw refusal(
                    ErrorCode.NOT_PORTABLE,
                    "the network calls " + method(e) + ", which is outside the portable surface",
                    e,
                    "the operators and array methods that io.vertebra.api.nn.Operators lists");
        }
    }

    /** What a plugin gives may be null, whatever its contract says. */
    private static NamedArrays given(@Nullable Network network, ShapePass pass, NamedArrays inputs) {
        String received = "null instead of a network";
        if (network != null) {
            @Nullable NamedArrays outputs = network.forward(pass, inputs);
            if (outputs != null) {
                return outputs;
            }
            received = "null out of the forward of " + network.getClass().getName();
        }
        throw new LoadException(Problem.of(ErrorCode.WIRING, "a component builds a network that gives arrays")
                .received(received)
                .fix("report it to the plugin's author"));
    }

    private static LoadException refusal(ErrorCode code, String message, RuntimeException cause, String fix) {
        return new LoadException(
                List.of(Problem.of(code, message)
                        .received("at " + caller(cause))
                        .fix(fix)),
                cause);
    }

    /** The outermost method of the array that was called. */
    private static String method(RuntimeException e) {
        String name = "an operation";
        for (StackTraceElement frame : e.getStackTrace()) {
            if (!isHost(frame)) {
                break;
            }
            name = frame.getMethodName();
        }
        return name;
    }

    private static String caller(RuntimeException e) {
        return Arrays.stream(e.getStackTrace())
                .filter(frame -> !isHost(frame))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("an unknown line");
    }

    private static boolean isHost(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith("ai.djl.") || name.startsWith("java.") || name.startsWith("io.vertebra.core.graph.");
    }
}
