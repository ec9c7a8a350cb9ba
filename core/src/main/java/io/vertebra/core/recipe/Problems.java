package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects everything that is wrong with one recipe, so that its author sees it at once. */
final class Problems {
    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private final List<Throwable> causes = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private int hidden;

    /** For a recipe that was read from this file. */
    Problems(String file) {
        this.file = file;
    }

    void add(Problem problem) {
        if (isConsequence(problem)) {
            hidden++;
        } else {
            found.add(problem);
        }
    }

    /** Adds a problem whose value is lost: what is found at its path from now on follows from it and is not told. */
    void addLost(Problem problem) {
        add(problem);
        lose(place(problem));
    }

    /** The value at this path is lost for a reason that was told elsewhere. */
    void lose(Location at) {
        hidden++;
        if (at.path() != null) {
            lost.add(at.path());
        }
    }

    private boolean isConsequence(Problem problem) {
        String path = problem.at() == null ? null : problem.at().path();
        return path != null && lost.stream().anyMatch(gone -> path.equals(gone) || path.startsWith(gone + "."));
    }

    void addAll(VertebraException e) {
        found.addAll(e.problems());
        if (e.getCause() != null) {
            causes.add(e.getCause());
        }
    }

    /** Consequences count too: what has one cannot be used. */
    int count() {
        return found.size() + hidden;
    }

    /**
     * Calls code of a plugin. What it throws becomes a problem at this place.
     *
     * @param who for messages, such as {@code backbone resnet50 of plugin classic}
     * @param method that is called
     * @return its value, empty when it threw
     */
    <T> Optional<T> call(Location at, String who, String method, Supplier<T> code) {
        try {
            return Optional.of(Objects.requireNonNull(code.get(), method + " gives null"));
        } catch (VertebraException e) {
            if (e.getCause() != null) {
                causes.add(e);
            }
            e.problems().forEach(problem -> add(problem.at(at)));
            return Optional.empty();
        } catch (RuntimeException | LinkageError e) { // a plugin of another API version gives a LinkageError
            causes.add(e);
            add(Problem.of(ErrorCode.INTERNAL, who + " failed in " + method)
                    .at(at)
                    .received(Spelling.line(e.toString()))
                    .fix("another component until its plugin is mended; its author needs this text"));
            return Optional.empty();
        }
    }

    /**
     * Ends the collecting.
     *
     * @throws LoadException with all problems, those of the recipe's own file first, by their places
     */
    void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        found.sort(
                Comparator.comparing((Problem problem) -> !place(problem).file().equals(file))
                        .thenComparing(problem -> place(problem).file())
                        .thenComparing(problem -> place(problem).line())
                        .thenComparing(problem -> place(problem).column()));
        // A file that two others extend, or a variable in two places, has the same problem twice.
        List<Problem> once = found.stream().distinct().toList();
        LoadException all = new LoadException(once, causes.isEmpty() ? null : causes.get(0));
        causes.stream().skip(1).forEach(all::addSuppressed);
        throw all;
    }

    private Location place(Problem problem) {
        return problem.at() == null ? Location.of(file) : problem.at();
    }
}
