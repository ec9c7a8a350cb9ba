package io.vertebra.core.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs operators written in TorchScript, see {@code op-kit.txt}. Attributes become literals of the script: each distinct call is
 * a small module of its own, made on first use in some milliseconds and kept until the owner closes. May be shared between threads.
 */
final class OpKit {
    private final NDManager owner;
    private final Map<String, PtSymbolBlock> modules = new ConcurrentHashMap<>();

    /**
     * An empty kit; nothing is loaded before the first call.
     *
     * @param owner its close frees the modules
     */
    OpKit(NDManager owner) {
        this.owner = owner;
    }

    /** The number of modules made so far. */
    int size() {
        return modules.size();
    }

    /** The result of a function that has one. */
    NDArray one(String function, @Nullable Object... arguments) {
        return all(function, arguments).singletonOrThrow();
    }

    /**
     * The results of a function; they belong where its first array belongs.
     *
     * @param arguments arrays, numbers, booleans, texts, {@code int[]}, or null for {@code None}
     */
    NDList all(String function, @Nullable Object... arguments) {
        NDList arrays = new NDList();
        for (Object argument : arguments) {
            if (argument instanceof NDArray array) {
                arrays.add(array);
            }
        }
        PtSymbolBlock module = modules.computeIfAbsent(call(function, arguments), call -> load(call, arrays.size()));
        // per thread; without it the second call of each module stops for an optimiser that gains nothing here
        JniUtils.setGraphExecutorOptimize(false);
        // "training" here only means that the grad mode of the thread decides; else results could never be part of a
        // training
        return IValueUtils.forward(module, arrays, true);
    }

    /** The call in the script's words: {@code group_norm(a0, None, None, 4, 1.0E-5)}. */
    private static String call(String function, @Nullable Object[] arguments) {
        StringBuilder text = new StringBuilder(function).append('(');
        int arrays = 0;
        for (int i = 0; i < arguments.length; i++) {
            text.append(i == 0 ? "" : ", ");
            text.append(arguments[i] instanceof NDArray ? "a" + arrays++ : literal(arguments[i]));
        }
        return text.append(')').toString();
    }

    private static String literal(@Nullable Object value) {
        if (value == null) {
            return "None";
        }
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (value instanceof int[] numbers) {
            return Arrays.stream(numbers).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Enum<?> constant) {
            return '"' + constant.name() + '"';
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.toString();
        }
        throw new IllegalArgumentException("no attribute: " + value);
    }

    private PtSymbolBlock load(String call, int arrays) {
        byte[] archive = KitArchive.of(call, arrays);
        try {
            PtNDManager manager = (PtNDManager) owner.newSubManager();
            return JniUtils.loadModule(manager, new ByteArrayInputStream(archive), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
