package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows {@code extends}: the files that make a recipe, in the order in which they are put on top of each other. Each stands
 * once, at the first place where it is asked for, so that a base of two files does not undo what the first of them changed.
 */
final class Layers {
    static final String EXTENDS = "extends";
    static final int DEEPEST = 16;
    static final int MOST = 64;

    private final Extended extended;
    private final Problems problems;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, String> open = new LinkedHashMap<>();
    private final Set<String> done = new HashSet<>();
    private boolean broken;
    private boolean full;

    Layers(Extended extended, Problems problems) {
        this.extended = extended;
        this.problems = problems;
    }

    /** One file of a recipe. */
    record Layer(RecipeSource source, MapNode root) {}

    /** The layers, the last one being the recipe itself; empty when one of them cannot be read. */
    Optional<List<Layer>> of(RecipeSource source) {
        follow(source);
        return broken ? Optional.empty() : Optional.of(layers);
    }

    private void follow(RecipeSource source) {
        Optional<Node> root = new YamlReader(source, problems).read();
        if (root.isEmpty() || !(root.get() instanceof MapNode map)) {
            root.ifPresent(node -> problems.add(RecipeBinder.notAMap(node)));
            broken = true;
            return;
        }
        open.put(identity(source), source.file());
        for (Node parent : full ? List.<Node>of() : parents(map)) {
            extended.find(parent, source).ifPresentOrElse(found -> enter(found, parent), () -> broken = true);
        }
        open.remove(identity(source));
        done.add(identity(source));
        layers.add(new Layer(source, map));
        map.find("recipe").ifPresent(version -> RecipeBinder.version(version, problems));
    }

    private void enter(RecipeSource parent, Node stated) {
        String id = identity(parent);
        if (full || done.contains(id)) {
            return;
        }
        if (open.containsKey(id)) {
            List<String> files = new ArrayList<>(open.values());
            List<String> circle = files.subList(files.indexOf(open.get(id)), files.size());
            refuse(
                    Problem.of(ErrorCode.RECIPE_CYCLE, "a recipe cannot extend itself")
                            .received(
                                    String.join(" -> ", Spelling.lines(circle)) + " -> " + Spelling.line(parent.file()))
                            .fix(EXTENDS + " without " + stated.spelled()),
                    stated);
        } else if (open.size() >= DEEPEST || layers.size() + open.size() >= MOST) {
            boolean deep = open.size() >= DEEPEST;
            full = true;
            refuse(
                    Problem.of(
                                    ErrorCode.RECIPE_LIMIT,
                                    deep
                                            ? "recipes extend each other at most " + DEEPEST + " deep"
                                            : "a recipe is made of at most " + MOST + " files")
                            .received("one more, " + stated.spelled())
                            .fix("fewer files"),
                    stated);
        } else {
            follow(parent);
        }
    }

    private void refuse(Problem problem, Node stated) {
        broken = true;
        problems.add(problem.at(stated.at()));
    }

    private List<Node> parents(MapNode map) {
        Optional<Node> stated = map.find(EXTENDS);
        if (stated.isPresent() && stated.get() instanceof ListNode list) {
            return list.elements();
        }
        return stated.stream().toList();
    }

    /** Equal for two ways to name one file; a model of a plugin has a name of its own. */
    private static String identity(RecipeSource source) {
        Path base = source.base();
        String name = source.file()
                .substring(
                        Math.max(source.file().lastIndexOf('/'), source.file().lastIndexOf('\\')) + 1);
        return base == null ? source.file() : base.toAbsolutePath().normalize() + "/" + name;
    }
}
