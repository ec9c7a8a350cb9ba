package io.vertebra.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which module may use which, checked on the JARs of the assembled product. */
class ArrowsIT {

    private static final String[] ENGINE_AND_WIRING = {
        "ai.djl.pytorch..", "com.google.inject..", "jakarta.inject..", "com.google.common..", "org.yaml.."
    };

    private final Path home = Path.of(System.getProperty("vertebra.home"));

    @Test
    void apiUsesNoEngineNoWiringAndNoOtherModule() throws IOException {
        JavaClasses api = classesOf(jar("lib", "vertebra-api-"));
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINE_AND_WIRING)
                .check(api);
        assertUsesOnly(api, "io.vertebra.api");
    }

    @Test
    void coreUsesTheApiOnly() throws IOException {
        assertUsesOnly(classesOf(jar("lib", "vertebra-core-")), "io.vertebra.api", "io.vertebra.core");
    }

    @Test
    void tckUsesApiAndCoreOnly() throws IOException {
        assertUsesOnly(
                classesOf(jar("lib", "vertebra-tck-")), "io.vertebra.api", "io.vertebra.core", "io.vertebra.tck");
    }

    @Test
    void commandLineUsesNoPlugin() throws IOException {
        assertUsesOnly(
                classesOf(jar("lib", "vertebra-cli-")),
                "io.vertebra.api",
                "io.vertebra.core",
                "io.vertebra.tck",
                "io.vertebra.cli");
    }

    @TestFactory
    Stream<DynamicTest> pluginUsesTheApiAndItselfOnly() throws IOException {
        List<Path> plugins = jars("plugins", name -> true);
        assertThat(plugins).hasSize(9);
        return plugins.stream()
                .map(plugin -> DynamicTest.dynamicTest(plugin.getFileName().toString(), () -> {
                    JavaClasses classes = classesOf(plugin);
                    noClasses()
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(ENGINE_AND_WIRING)
                            .check(classes);
                    assertUsesOnly(classes, "io.vertebra.api", packageOf(plugin));
                }));
    }

    @Test
    void pluginsAreNotOnTheClassPathOfTheCommandLine() throws IOException {
        assertThat(jars("lib", name -> name.startsWith("vertebra-plugin-"))).isEmpty();
        assertThat(System.getProperty("java.class.path")).doesNotContain("vertebra-plugin-");
    }

    /** The package of a first-party plugin is its theme without dashes: vertebra-plugin-face-1.0.jar, io.vertebra.face. */
    private static String packageOf(Path plugin) {
        String theme = plugin.getFileName().toString().replaceFirst("^vertebra-plugin-([a-z-]+)-\\d.*$", "$1");
        return "io.vertebra." + theme.replace("-", "");
    }

    private static JavaClasses classesOf(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            JavaClasses classes = new ClassFileImporter().importJar(jar);
            assertThat(classes).as("classes in %s", path).isNotEmpty();
            return classes;
        }
    }

    private static void assertUsesOnly(JavaClasses classes, String... allowed) {
        List<String> strangers = classes.stream()
                .flatMap(owner -> owner.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> {
                    String name = dependency.getTargetClass().getPackageName();
                    return isIn(name, "io.vertebra") && Stream.of(allowed).noneMatch(root -> isIn(name, root));
                })
                .map(dependency -> dependency.getDescription())
                .toList();
        assertThat(strangers).as("uses outside %s", List.of(allowed)).isEmpty();
    }

    private static boolean isIn(String name, String root) {
        return name.equals(root) || name.startsWith(root + ".");
    }

    private Path jar(String folder, String prefix) throws IOException {
        List<Path> found = jars(folder, name -> name.startsWith(prefix));
        assertThat(found).as("%s in %s", prefix, folder).hasSize(1);
        return found.get(0);
    }

    private List<Path> jars(String folder, Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(folder))) {
            return files.filter(file -> wanted.test(file.getFileName().toString()))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
