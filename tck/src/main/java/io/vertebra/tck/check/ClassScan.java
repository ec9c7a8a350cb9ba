package io.vertebra.tck.check;

import io.vertebra.api.nn.Layer;
import io.vertebra.core.plugin.SharedPackages;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads the calls in the classes of a network without running them. */
final class ClassScan {
    /**
     * One call.
     *
     * @param from the method that calls, {@code sample.Net.forward}
     * @param owner class of the called method, with dots
     * @param method its name
     */
    record Call(String from, String owner, String method) {
        private boolean isIn(String type, String body) {
            return from.equals(type + "." + body);
        }

        @Override
        public String toString() {
            String brief = owner.substring(owner.lastIndexOf('.') + 1);
            return brief + "." + method + " in " + from;
        }
    }

    private final Set<Call> calls = new LinkedHashSet<>();
    private final Set<String> followed = new HashSet<>();

    private ClassScan() {}

    /** The classes of the layers, what they extend and what they call of the plugin's own; those of the API are trusted. */
    static ClassScan of(Layer network) {
        Map<String, Class<?>> classes = new LinkedHashMap<>();
        Deque<Layer> layers = new ArrayDeque<>(List.of(network));
        while (!layers.isEmpty()) {
            Layer layer = layers.pop();
            layers.addAll(layer.children().values());
            for (Class<?> type = layer.getClass(); isPlugins(type); type = type.getSuperclass()) {
                classes.put(type.getName(), type);
            }
        }
        ClassScan scan = new ClassScan();
        classes.values().forEach(scan::add);
        return scan;
    }

    private static boolean isPlugins(Class<?> type) {
        return !SharedPackages.holdClass(type.getName()) && type != Object.class;
    }

    /** All methods of the layer and, through its calls, others of the plugin: a helper must not hide what a layer may not do. */
    private void add(Class<?> layer) {
        Deque<Call> open = new ArrayDeque<>(read(layer.getName(), layer));
        while (!open.isEmpty()) {
            Call call = open.pop();
            calls.add(call);
            if (isNear(call.owner(), layer) && followed.add(call.owner() + "." + call.method())) {
                read(call.owner(), layer).stream()
                        .filter(next -> next.isIn(call.owner(), call.method()) || next.isIn(call.owner(), "<clinit>"))
                        .forEach(open::add);
            }
        }
    }

    /** In a loader of its own everything that is not shared is the plugin's; on a class path, its package is. */
    private static boolean isNear(String name, Class<?> layer) {
        if (SharedPackages.holdClass(name)) {
            return false;
        }
        boolean isolated = layer.getClassLoader() != ClassScan.class.getClassLoader();
        return isolated || name.startsWith(layer.getPackageName() + ".");
    }

    /** Classes that the loader does not have are the platform's. */
    private static List<Call> read(String name, Class<?> layer) {
        try (InputStream bytes = layer.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            return bytes == null ? List.of() : read(new ClassReader(bytes));
        } catch (IOException e) {
            throw new Broken("its class " + name + " cannot be read: " + e.getMessage());
        }
    }

    /** All calls of one class, references to methods among them. */
    static List<Call> read(ClassReader reader) {
        List<Call> calls = new ArrayList<>();
        String name = reader.getClassName().replace('/', '.');
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String method, String descriptor, String signature, String[] exceptions) {
                        return new Body(name + "." + method, calls);
                    }
                },
                ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return calls;
    }

    private static final class Body extends MethodVisitor {
        private final String from;
        private final List<Call> calls;

        Body(String from, List<Call> calls) {
            super(Opcodes.ASM9);
            this.from = from;
            this.calls = calls;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String type, boolean isInterface) {
            calls.add(new Call(from, owner.replace('/', '.'), called));
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    calls.add(new Call(from, handle.getOwner().replace('/', '.'), handle.getName()));
                }
            }
        }
    }

    /** Calls that choose where arrays live, or that need another place than the input's. */
    List<String> deviceCalls() {
        Set<String> found = new TreeSet<>();
        for (Call call : calls) {
            boolean chooses = call.owner().equals("ai.djl.Device")
                    || call.owner().equals("ai.djl.engine.Engine")
                    || call.method().equals("newBaseManager")
                    || call.method().equals("toDevice");
            if (chooses) {
                found.add(call.toString());
            }
        }
        return List.copyOf(found);
    }
}
