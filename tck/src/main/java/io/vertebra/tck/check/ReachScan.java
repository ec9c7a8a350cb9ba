package io.vertebra.tck.check;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What a class reaches outside of its role: calls, types and texts, seen without running it. */
final class ReachScan {
    private static final List<String> NETWORK = List.of(
            "java.net.Socket",
            "java.net.ServerSocket",
            "java.net.DatagramSocket",
            "java.net.MulticastSocket",
            "java.net.URLConnection",
            "java.net.HttpURLConnection",
            "java.net.JarURLConnection",
            "java.net.http.",
            "java.net.InetAddress",
            "javax.net.",
            "java.nio.channels.SocketChannel",
            "java.nio.channels.ServerSocketChannel",
            "java.nio.channels.DatagramChannel",
            "java.nio.channels.AsynchronousSocketChannel",
            "java.rmi.",
            "javax.naming.",
            "java.net.URLClassLoader",
            "ai.djl.training.util.DownloadUtils",
            "ai.djl.repository.");
    private static final List<String> PROCESS = List.of("java.lang.ProcessBuilder", "java.lang.Process");
    private static final List<String> UNSAFE =
            List.of("sun.misc.Unsafe", "jdk.internal.", "java.lang.foreign.", "com.sun.jna.");
    private static final List<String> HOST =
            List.of("io.vertebra.core.", "io.vertebra.cli.", "io.vertebra.server.", "io.vertebra.tck.");
    private static final String GUICE = "com.google.inject.";

    private static final Set<String> URL_OPENERS = Set.of("openConnection", "openStream", "getContent");
    private static final Set<String> EXITS = Set.of("exit", "halt");
    private static final Set<String> LOADS = Set.of("load", "loadLibrary");

    private final Set<String> found = new TreeSet<>();
    private final String self;

    private ReachScan(String self) {
        this.self = self;
    }

    /** What the class reaches, each as {@code java.lang.System.exit in sample.Bad.run}. */
    static Set<String> of(ClassReader reader) {
        ReachScan scan = new ReachScan(reader.getClassName().replace('/', '.'));
        reader.accept(scan.new Types(), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return scan.found;
    }

    private void call(String owner, String method, String descriptor, String where) {
        String type = owner.replace('/', '.');
        boolean runtime = type.equals("java.lang.Runtime") || type.equals("java.lang.System");
        boolean exits = runtime && EXITS.contains(method);
        boolean loads = runtime && LOADS.contains(method);
        boolean starts = type.equals("java.lang.Runtime") && method.equals("exec");
        boolean opens = type.equals("java.net.URL") && URL_OPENERS.contains(method)
                || type.equals("ai.djl.util.Utils") && method.equals("openUrl")
                || type.startsWith("javax.imageio.") && descriptor.contains("Ljava/net/URL;");
        if (exits || loads || starts || opens) {
            found.add(type + "." + method + " in " + self + "." + where);
        } else {
            type(type, where);
        }
    }

    private void type(String type, String where) {
        boolean refused = begins(type, NETWORK) || begins(type, PROCESS) || begins(type, UNSAFE) || begins(type, HOST);
        if (refused) {
            found.add(type + " in " + self + "." + where);
        }
    }

    /** A name that ends in a dot stands for a package, another for one class. */
    private static boolean begins(String type, List<String> names) {
        return names.stream().anyMatch(name -> name.endsWith(".") ? type.startsWith(name) : type.equals(name));
    }

    /** A name for reflection; ordinary texts have blanks. */
    private void text(String text, String where) {
        String name = text.replace('/', '.');
        if (begins(name, UNSAFE) || begins(name, HOST)) {
            found.add("the name \"" + text + "\" in " + self + "." + where);
        }
    }

    /** What others see of the class must not need a library of its own. */
    private void signature(int access, String descriptor, String where) {
        boolean seen = (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
        String types = descriptor.replace('/', '.');
        if (seen && types.contains("L" + GUICE) && !self.startsWith(GUICE)) {
            found.add("com.google.inject in the signature of " + self + "." + where);
        }
    }

    private final class Types extends ClassVisitor {
        Types() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            type(superName == null ? "" : superName.replace('/', '.'), "extends");
            for (String contract : interfaces) {
                signature(access, "L" + contract, "implements");
                type(contract.replace('/', '.'), "implements");
            }
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            signature(access, descriptor, name);
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            signature(access, descriptor, name);
            return new Body(name);
        }
    }

    private final class Body extends MethodVisitor {
        private final String where;

        Body(String where) {
            super(Opcodes.ASM9);
            this.where = where;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            call(owner, name, descriptor, where);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            type(owner.replace('/', '.'), where);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            type(type.replace('/', '.'), where);
        }

        @Override
        public void visitLdcInsn(Object value) {
            constant(value);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                constant(argument);
            }
        }

        private void constant(Object value) {
            if (value instanceof String text) {
                text(text, where);
            } else if (value instanceof Handle handle) {
                call(handle.getOwner(), handle.getName(), handle.getDesc(), where);
            } else if (value instanceof Type type && type.getSort() == Type.OBJECT) {
                type(type.getClassName(), where);
            } else if (value instanceof ConstantDynamic dynamic) {
                for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                    constant(dynamic.getBootstrapMethodArgument(i));
                }
            }
        }
    }
}
