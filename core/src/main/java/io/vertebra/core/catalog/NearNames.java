package io.vertebra.core.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Did you mean: names within a few typing errors of another. */
public final class NearNames {
    private static final int MOST = 3;
    /** Nobody means a name by a longer text, and the search takes time and memory with its length. */
    private static final int LONGEST = 100;

    private NearNames() {}

    /** At most three of the names, the nearest first; a qualified name only where it adds to the short ones. */
    public static List<String> of(String name, Collection<String> names) {
        record Near(String name, int distance) {}
        if (name.length() > LONGEST) {
            return List.of();
        }
        String wanted = name.toLowerCase(Locale.ROOT);
        int limit = Math.max(2, wanted.length() / 3);
        List<Near> near = new ArrayList<>();
        for (String candidate : names) {
            if (!wanted.contains("/") && names.contains(shortName(candidate)) && candidate.contains("/")) {
                continue;
            }
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            boolean part = wanted.length() >= 3 && candidate.contains(wanted);
            if (distance <= limit || part) {
                near.add(new Near(candidate, part ? Math.min(distance, limit) : distance));
            }
        }
        near.sort(Comparator.comparingInt(Near::distance).thenComparing(Near::name));
        return near.stream().limit(MOST).map(Near::name).toList();
    }

    private static String shortName(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    /** The text for the fix of a problem: near names if there are any, else a short list of all. */
    public static String suggest(String name, Collection<String> names) {
        List<String> near = of(name, names);
        if (!near.isEmpty()) {
            return "did you mean " + String.join(", ", near) + "?";
        }
        List<String> all = names.stream().filter(n -> !n.contains("/")).sorted().toList();
        return all.isEmpty() ? "nothing of this kind is installed" : "one of " + String.join(", ", all);
    }

    /** Levenshtein's distance with neighbour swaps as one step (optimal string alignment). */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, d);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(String a, String b, int i, int j, int[][] d) {
        int change = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
