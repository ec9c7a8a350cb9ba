package io.vertebra.core.runtime;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import java.util.List;

/** Starts the engine on first use, offline, and chooses devices. */
public final class Engines {
    private static final String ENGINE = "PyTorch";

    private Engines() {}

    /**
     * Finds the engine's provider through the host's own class loader; must come before plugin code runs, because DJL keeps what
     * the first thread sees. Loads no native library.
     */
    public static void prepare() {
        // Without this DJL asks the network where it runs and downloads natives that it misses.
        if (System.getProperty("ai.djl.offline") == null) {
            System.setProperty("ai.djl.offline", "true");
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Engines.class.getClassLoader());
        try {
            Engine.getAllEngines();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * A manager on the device that a recipe asks for; the caller closes it.
     *
     * @param device auto, cpu, gpu or gpu:N
     * @throws LoadException when the engine does not start or has no such device
     */
    public static NDManager manager(String device) {
        prepare();
        Engine engine;
        try {
            engine = Engine.getEngine(ENGINE);
        } catch (EngineException | UnsatisfiedLinkError | IllegalArgumentException e) {
            throw new LoadException(
                    List.of(Problem.of(ErrorCode.DEVICE, "the PyTorch engine does not start")
                            .received(String.valueOf(e.getMessage()))
                            .fix(
                                    "start through bin/vertebra, or set PYTORCH_LIBRARY_PATH to a folder with the libraries of"
                                            + " PyTorch 2.7.1; `vertebra doctor` shows what is found")),
                    e);
        }
        return engine.newBaseManager(choose(device, engine.getGpuCount()));
    }

    static Device choose(String device, int gpus) {
        if (device.equals("cpu") || device.equals("auto") && gpus == 0) {
            return Device.cpu();
        }
        int index = device.startsWith("gpu:") ? Integer.parseInt(device.substring("gpu:".length())) : 0;
        if (index >= gpus) {
            throw new LoadException(Problem.of(ErrorCode.DEVICE, "there is no such device")
                    .received(device + ", " + gpus + " GPU(s) seen")
                    .fix(
                            "device: cpu or auto; for a GPU let PYTORCH_LIBRARY_PATH name the lib folder of a CUDA build of"
                                    + " PyTorch 2.7.1"));
        }
        return Device.gpu(index);
    }

    /** Version and devices of the engine, for {@code doctor}. Starts it. */
    public static String describe() {
        try (NDManager manager = manager("auto")) {
            Engine engine = manager.getEngine();
            return engine.getEngineName() + " " + engine.getVersion() + ", " + engine.getGpuCount() + " GPU(s)";
        }
    }
}
