package io.vertebra.core.weights;

import io.vertebra.api.model.Rewrite;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ordered rules that rename keys; each sees what the one before it has made. */
final class Rewrites {
    private static final Pattern STARS = Pattern.compile("\\*+");

    private final List<Rule> rules;

    /**
     * One rule.
     *
     * @param pattern with a group for each star
     * @param literals the texts of the replacement around its stars
     */
    private record Rule(Pattern pattern, List<String> literals) {
        String apply(String key) {
            Matcher match = pattern.matcher(key);
            if (!match.lookingAt()) {
                return key;
            }
            StringBuilder renamed = new StringBuilder(literals.get(0));
            for (int star = 1; star < literals.size(); star++) {
                renamed.append(match.group(star)).append(literals.get(star));
            }
            return renamed.append(key, match.end(), key.length()).toString();
        }
    }

    private Rewrites(List<Rule> rules) {
        this.rules = rules;
    }

    static Rewrites of(List<Rewrite> rewrites) {
        return new Rewrites(rewrites.stream()
                .map(rewrite -> new Rule(pattern(rewrite.pattern()), List.of(STARS.split(rewrite.replacement(), -1))))
                .toList());
    }

    private static Pattern pattern(String text) {
        StringBuilder pattern = new StringBuilder();
        Matcher stars = STARS.matcher(text);
        int end = 0;
        while (stars.find()) {
            pattern.append(Pattern.quote(text.substring(end, stars.start())));
            pattern.append(stars.group().length() == 1 ? "([^.]+)" : "(.*)");
            end = stars.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(text.substring(end))).toString(), Pattern.DOTALL);
    }

    String apply(String key) {
        String renamed = key;
        for (Rule rule : rules) {
            renamed = rule.apply(renamed);
        }
        return renamed;
    }
}
