package io.vertebra.classic.resnet;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Operators;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.nn.Window;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Runs a network on nothing and notes what its convolutions look at, in the order of the run. */
final class WindowRecorder {
    private WindowRecorder() {}

    static List<Window> windows(Network network) {
        List<Window> windows = new ArrayList<>();
        NDArray[] array = new NDArray[1];
        array[0] = proxy(NDArray.class, (self, method, arguments) -> array[0]);
        Operators operators = proxy(Operators.class, (self, method, arguments) -> {
            if (method.getName().equals("conv2d")) {
                windows.add((Window) arguments[3]);
            }
            return array[0];
        });
        Pass pass = proxy(Pass.class, (self, method, arguments) -> switch (method.getName()) {
            case "ops" -> operators;
            case "scope" -> step(arguments[1]).apply(array[0]);
            default -> method.getReturnType() == void.class ? null : array[0];
        });
        network.forward(pass, NamedArrays.of("image", array[0]));
        return windows;
    }

    @SuppressWarnings("unchecked") // the second argument of Pass.scope
    private static UnaryOperator<NDArray> step(Object argument) {
        return (UnaryOperator<NDArray>) argument;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
