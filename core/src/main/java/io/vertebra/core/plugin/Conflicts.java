package io.vertebra.core.plugin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two plugins with one id: neither is taken, because any choice would depend on chance. */
final class Conflicts {
    private Conflicts() {}

    /** The same candidates; those that share an id are refused. */
    static List<Candidate> refuseEqualIds(List<Candidate> candidates) {
        Map<String, List<Candidate>> byId = new TreeMap<>();
        for (Candidate candidate : candidates) {
            if (candidate.descriptor() != null) {
                byId.computeIfAbsent(candidate.descriptor().id(), id -> new ArrayList<>())
                        .add(candidate);
            }
        }
        return candidates.stream()
                .map(candidate -> {
                    PluginDescriptor descriptor = candidate.descriptor();
                    List<Candidate> claimants = descriptor == null ? List.of() : byId.get(descriptor.id());
                    return claimants.size() < 2 ? candidate : candidate.refused(problem(candidate, claimants));
                })
                .toList();
    }

    private static Problem problem(Candidate candidate, List<Candidate> claimants) {
        List<String> labels = claimants.stream().map(Conflicts::label).sorted().toList();
        return sameFile(claimants)
                ? twice(labels).at(candidate.at())
                : equalIds(labels).at(candidate.at());
    }

    /** The problem of plugins with one id, given as {@code face 0.1.0 in plugins/a.jar}. */
    static Problem equalIds(List<String> claimants) {
        return Problem.of(ErrorCode.PLUGIN_CONFLICT, "a plugin id belongs to one plugin")
                .received(String.join(" and ", claimants))
                .fix("keep one of them");
    }

    private static Problem twice(List<String> claimants) {
        return Problem.of(ErrorCode.PLUGIN_CONFLICT, "a plugin file stands once among the plugins")
                .received("equal files: " + String.join(" and ", claimants))
                .fix("delete all but one");
    }

    private static String label(Candidate candidate) {
        PluginDescriptor descriptor = candidate.descriptor();
        return (descriptor == null ? "" : descriptor.label() + " in ") + candidate.path();
    }

    private static boolean sameFile(List<Candidate> claimants) {
        Path first = claimants.get(0).path();
        for (Candidate other : claimants) {
            if (!sameFile(first, other.path())) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameFile(Path a, Path b) {
        if (!Files.isRegularFile(a) || !Files.isRegularFile(b)) {
            return false;
        }
        try {
            return Files.mismatch(a, b) < 0;
        } catch (IOException e) {
            // The files are refused either way; only the wording depends on the answer.
            return false;
        }
    }
}
