package io.vertebra.tck.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arrays that an action makes on this thread, the short-lived ones too. DJL tells its innermost {@link NDScope} of each
 * array; that the scope keeps them in a private map is a detail of DJL 0.35, so that a version without it makes the check
 * partial instead of wrong.
 */
final class MadeArrays {
    private final List<NDArray> arrays;
    private final boolean seen;

    private MadeArrays(List<NDArray> arrays, boolean seen) {
        this.arrays = arrays;
        this.seen = seen;
    }

    static MadeArrays during(Runnable action) {
        // Closing the scope would close arrays that belong to others; it holds nothing else.
        NDScope scope = new NDScope();
        scope.suppressNotUsedWarning();
        try {
            action.run();
            return of(scope);
        } finally {
            forget(scope);
            scope.close();
        }
    }

    private static MadeArrays of(NDScope scope) {
        List<NDArray> arrays = new ArrayList<>();
        Map<?, ?> resources = resources(scope);
        if (resources == null) {
            return new MadeArrays(List.of(), false);
        }
        resources.keySet().forEach(resource -> {
            if (resource instanceof NDArray array) {
                arrays.add(array);
            }
        });
        return new MadeArrays(arrays, true);
    }

    private static void forget(NDScope scope) {
        Map<?, ?> resources = resources(scope);
        if (resources != null) {
            resources.clear();
        }
    }

    private static @Nullable Map<?, ?> resources(NDScope scope) {
        try {
            Field field = NDScope.class.getDeclaredField("resources");
            field.setAccessible(true);
            return field.get(scope) instanceof Map<?, ?> map ? map : null;
        } catch (NoSuchFieldException | IllegalAccessException | RuntimeException e) {
            return null;
        }
    }

    /** What was made; those that were closed meanwhile are among them. */
    List<NDArray> arrays() {
        return arrays;
    }

    /** Whether DJL told. */
    boolean seen() {
        return seen;
    }
}
