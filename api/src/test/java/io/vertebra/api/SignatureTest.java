package io.vertebra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The committed signatures of the API: a change of the surface shows in a review. To accept one, copy the file that the failing
 * test names over the committed one.
 */
final class SignatureTest {
    @Test
    void whatPluginsImplementIsAsCommitted() throws Exception {
        compare("spi.txt", type -> type.isAnnotationPresent(Spi.class));
    }

    @Test
    void whatPluginsCallIsAsCommitted() throws Exception {
        compare("api.txt", type -> !type.isAnnotationPresent(Spi.class));
    }

    private static void compare(String file, Predicate<Class<?>> chosen) throws Exception {
        List<Class<?>> types = publicTypes().stream().filter(chosen).toList();
        assertThat(types).as("types that were seen").hasSizeGreaterThan(8);
        String actual = types.stream().map(SignatureTest::describe).collect(Collectors.joining("\n"));
        Path written = Path.of("target", "signatures", file);
        Files.createDirectories(written.getParent());
        Files.writeString(written, actual);
        String committed;
        try (InputStream in = SignatureTest.class.getResourceAsStream("/signatures/" + file)) {
            committed = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(actual)
                .as("copy api/%s to api/src/test/resources/signatures/ if the change is meant", written)
                .isEqualTo(committed);
    }

    private static List<Class<?>> publicTypes() throws URISyntaxException, IOException {
        Path classes = Path.of(
                Spi.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
                String name =
                        classes.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                if (!name.endsWith("package-info") && isOpen(load(name))) {
                    types.add(load(name));
                }
            }
        }
        return types;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, SignatureTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOpen(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        boolean visible = Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers());
        return visible && !type.isAnonymousClass() && (outer == null || isOpen(outer));
    }

    private static String describe(Class<?> type) {
        TreeSet<String> members = new TreeSet<>();
        for (Field field : type.getDeclaredFields()) {
            if (isOpen(field.getModifiers()) && !field.isSynthetic()) {
                members.add(field.toGenericString());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            addExecutable(members, constructor);
        }
        for (Method method : type.getDeclaredMethods()) {
            addExecutable(members, method);
        }
        String kinds = Arrays.stream(type.getGenericInterfaces())
                .map(i -> i.getTypeName())
                .collect(Collectors.joining(", "));
        String parent = type.getGenericSuperclass() == null
                ? ""
                : " extends " + type.getGenericSuperclass().getTypeName();
        String head = type.toGenericString() + parent + (kinds.isEmpty() ? "" : " : " + kinds);
        return members.stream().map(m -> "    " + m + "\n").collect(Collectors.joining("", head + "\n", ""));
    }

    private static void addExecutable(TreeSet<String> members, Executable executable) {
        if (isOpen(executable.getModifiers()) && !executable.isSynthetic()) {
            members.add(executable.toGenericString());
        }
    }

    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
