package io.vertebra.tck.check;

import io.vertebra.api.nn.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads the calls in the classes of a network without running them. */
final class ClassScan {
    private static final String API = "io.vertebra.api.";

    /**
     * One call.
     *
     * @param from the method that calls, {@code sample.Net.forward}
     * @param owner class of the called method, with dots
     * @param method its name
     */
    record Call(String from, String owner, String method) {
        @Override
        public String toString() {
            String brief = owner.substring(owner.lastIndexOf('.') + 1);
            return brief + "." + method + " in " + from;
        }
    }

    private final List<Call> calls;

    private ClassScan(List<Call> calls) {
        this.calls = calls;
    }

    /** The classes of the layers, what they extend and what is nested in them; those of the API are trusted. */
    static ClassScan of(Layer network) {
        Set<Class<?>> classes = new LinkedHashSet<>();
        Deque<Layer> layers = new ArrayDeque<>(List.of(network));
        while (!layers.isEmpty()) {
            Layer layer = layers.pop();
            layers.addAll(layer.children().values());
            for (Class<?> type = layer.getClass(); isPlugins(type); type = type.getSuperclass()) {
                classes.add(type);
            }
        }
        List<Call> calls = new ArrayList<>();
        classes.forEach(type -> calls.addAll(read(type)));
        return new ClassScan(calls);
    }

    private static boolean isPlugins(Class<?> type) {
        return !type.getName().startsWith(API) && type != Object.class;
    }

    private static List<Call> read(Class<?> type) {
        String resource = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream bytes = type.getResourceAsStream(resource)) {
            return bytes == null ? List.of() : read(new ClassReader(bytes));
        } catch (IOException e) {
            throw new Broken("its class " + type.getName() + " cannot be read: " + e.getMessage());
        }
    }

    /** All calls of one class. */
    static List<Call> read(ClassReader reader) {
        List<Call> calls = new ArrayList<>();
        String name = reader.getClassName().replace('/', '.');
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String method, String descriptor, String signature, String[] exceptions) {
                        return new MethodVisitor(Opcodes.ASM9) {
                            @Override
                            public void visitMethodInsn(
                                    int opcode, String owner, String called, String type, boolean isInterface) {
                                calls.add(new Call(name + "." + method, owner.replace('/', '.'), called));
                            }
                        };
                    }
                },
                ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return calls;
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
