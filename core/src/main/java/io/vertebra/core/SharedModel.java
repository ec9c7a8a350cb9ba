package io.vertebra.core;

import io.vertebra.core.assembly.Blueprint;
import io.vertebra.core.runtime.ModelRuntime;

/** A model that several predictors use; the last one to leave frees it. */
final class SharedModel {
    private final Blueprint blueprint;
    private final ModelRuntime runtime;
    private int users;

    SharedModel(Blueprint blueprint, ModelRuntime runtime) {
        this.blueprint = blueprint;
        this.runtime = runtime;
    }

    Blueprint blueprint() {
        return blueprint;
    }

    ModelRuntime runtime() {
        return runtime;
    }

    /** Whether there was still a model to join. */
    synchronized boolean join() {
        if (users < 0) {
            return false;
        }
        users++;
        return true;
    }

    /** Whether its last user left. */
    synchronized boolean isGone() {
        return users < 0;
    }

    synchronized void release() {
        users--;
        if (users == 0) {
            users = -1;
            runtime.close();
        }
    }
}
