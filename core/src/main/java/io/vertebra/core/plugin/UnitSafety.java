package io.vertebra.core.plugin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a unit must not hold whoever made it. Looks at names and sizes only; archives are never unpacked, so that an entry which
 * leads out of its folder does no harm here, but nobody makes one without a reason.
 */
final class UnitSafety {
    /** The largest JAR: weights of a few hundred megabytes fit. */
    static final long MOST_BYTES = 2L << 30;

    /** More entries make the mere listing slow. */
    private static final int MOST_ENTRIES = 100_000;

    private static final String CLASS = ".class";
    private static final String VERSIONED = "META-INF/versions/";

    private UnitSafety() {}

    /** Links may lead around within the plugins folder only: a file elsewhere changes unseen. */
    static List<Problem> checkHome(Path folder, List<Path> sources) {
        List<Problem> problems = new ArrayList<>();
        try {
            Path home = folder.toRealPath();
            for (Path source : sources) {
                if (Files.exists(source) && !source.toRealPath().startsWith(home)) {
                    problems.add(problem(source, "a plugin lies in the plugins folder itself")
                            .received("a link to " + source.toRealPath())
                            .fix("copy the file here, or use --plugins with the folder that it lies in"));
                }
            }
        } catch (IOException e) {
            problems.add(problem(folder, "the plugins folder can be followed").received(Texts.of(e)));
        }
        return problems;
    }

    /**
     * Looks through the names of all entries.
     *
     * @param jars of one unit, each of which can be read
     */
    static List<Problem> checkContent(List<Path> jars) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Path> classes = new HashMap<>();
        Set<Path> clashes = new HashSet<>();
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                checkSize(jar, zip, problems);
                Enumeration<? extends ZipEntry> entries = zip.entries();
                Set<String> names = new HashSet<>();
                List<String> outside = new ArrayList<>();
                List<String> repeated = new ArrayList<>();
                for (int i = 0; i <= MOST_ENTRIES && entries.hasMoreElements(); i++) {
                    String name = entries.nextElement().getName();
                    if (leadsOut(name)) {
                        outside.add(name);
                    }
                    if (!names.add(name)) {
                        repeated.add(name);
                    }
                    Path other = isClass(name) ? classes.putIfAbsent(name, jar) : null;
                    if (other != null && !other.equals(jar) && clashes.add(jar)) {
                        problems.add(twice(other, jar, name));
                    }
                }
                add(problems, outside, outside(jar), "an entry ", "");
                add(problems, repeated, repeated(jar), "", " twice");
            } catch (IOException | RuntimeException e) {
                problems.add(problem(jar, "the entries of a plugin's JAR can be listed")
                        .received(Texts.of(e))
                        .fix("copy or download the JAR again"));
            }
        }
        return problems;
    }

    private static void checkSize(Path jar, ZipFile zip, List<Problem> problems) throws IOException {
        long bytes = Files.size(jar);
        if (bytes > MOST_BYTES || zip.size() > MOST_ENTRIES) {
            problems.add(problem(jar, "a plugin's JAR has at most 2 GB and " + MOST_ENTRIES + " entries")
                    .received(bytes + " bytes, " + zip.size() + " entries")
                    .fix("keep large weights outside of the JAR and name them by address"));
        }
    }

    private static boolean leadsOut(String name) {
        return name.startsWith("/")
                || name.contains("\\")
                || List.of(name.split("/")).contains("..")
                || name.matches("[A-Za-z]:.*");
    }

    private static Problem outside(Path jar) {
        return problem(jar, "entries of a JAR stay inside of it")
                .fix("do not use this file; get the plugin from its author again");
    }

    private static Problem repeated(Path jar) {
        return problem(jar, "an entry stands once in a JAR").fix("build the plugin again from clean sources");
    }

    /** One problem for all of them: a JAR may hold thousands, and the other plugins' problems must be seen. */
    private static void add(List<Problem> problems, List<String> names, Problem problem, String before, String after) {
        if (!names.isEmpty()) {
            String more = names.size() > 1 ? ", and " + (names.size() - 1) + " more" : "";
            problems.add(problem.received(before + Texts.clip(names.get(0)) + after + more));
        }
    }

    /** Which of the two is taken would depend on the order of files. */
    private static Problem twice(Path first, Path second, String name) {
        return problem(second, "the JARs of a plugin have no class in common")
                .received(className(name) + " also in " + first.getFileName())
                .fix("keep one version of each library");
    }

    private static String className(String entry) {
        return entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
    }

    /** Descriptions of modules and versions for newer runtimes may stand in many JARs. */
    private static boolean isClass(String name) {
        return name.endsWith(CLASS) && !name.endsWith("module-info.class") && !name.startsWith(VERSIONED);
    }

    private static Problem problem(Path at, String rule) {
        return Problem.of(ErrorCode.PLUGIN_UNSAFE, rule).at(Location.of(at.toString()));
    }
}
