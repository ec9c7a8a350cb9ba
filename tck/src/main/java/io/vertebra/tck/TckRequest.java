package io.vertebra.tck;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import io.vertebra.api.plugin.VisionPlugin;
import io.vertebra.tck.check.Bench;
import io.vertebra.tck.engine.Deadline;
import io.vertebra.tck.rule.Rule;
import io.vertebra.tck.rule.RuleBook;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to run the kit on.
 *
 * @param unit a JAR, a folder with the JARs of one plugin, or, on the class path, what holds the provider's class
 * @param provider null for a unit that is loaded as the distribution loads it; otherwise the class path has the plugin and its
 *     companions
 * @param companions units that the plugin's recipes name parts of; one that is the plugin itself is passed over
 * @param bench device and seed
 * @param includes globs of rule ids such as {@code BACKBONE-*}; none means all rules
 * @param deadline of each rule on each subject
 */
public record TckRequest(
        Path unit,
        @Nullable Class<? extends VisionPlugin> provider,
        List<Path> companions,
        Bench bench,
        List<String> includes,
        Deadline deadline) {
    public TckRequest {
        companions = List.copyOf(companions);
        includes = List.copyOf(includes);
    }

    /** All rules on a JAR, or on a folder with the JARs of one plugin. */
    public static TckRequest of(Path unit) {
        return new TckRequest(unit, null, List.of(), Bench.cpu(), List.of(), Deadline.standard());
    }

    /**
     * All rules on a plugin of the class path, as it stands in its author's own build.
     *
     * @param provider the class that its service file names
     * @throws UsageException when the class lies neither in a JAR nor in a folder
     */
    public static TckRequest onClassPath(Class<? extends VisionPlugin> provider) {
        return new TckRequest(home(provider), provider, List.of(), Bench.cpu(), List.of(), Deadline.standard());
    }

    private static Path home(Class<?> provider) {
        CodeSource source = provider.getProtectionDomain().getCodeSource();
        try {
            if (source != null && source.getLocation() != null) {
                return Path.of(source.getLocation().toURI());
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new UsageException(List.of(homeless(provider)), e);
        }
        throw new UsageException(List.of(homeless(provider)), null);
    }

    private static Problem homeless(Class<?> provider) {
        return Problem.of(ErrorCode.USAGE, "a plugin's provider lies in a JAR or a folder of classes")
                .received(provider.getName())
                .fix("put the plugin on the class path of the test");
    }

    /** With these units beside it. */
    public TckRequest withCompanions(List<Path> units) {
        return new TckRequest(unit, provider, units, bench, includes, deadline);
    }

    /** On this device, with this seed. */
    public TckRequest withBench(Bench other) {
        return new TckRequest(unit, provider, companions, other, includes, deadline);
    }

    /** Only these rules. */
    public TckRequest including(List<String> globs) {
        return new TckRequest(unit, provider, companions, bench, globs, deadline);
    }

    /** With this much time for each rule on each subject. */
    public TckRequest within(Deadline other) {
        return new TckRequest(unit, provider, companions, bench, includes, other);
    }

    /**
     * Whether a rule is wanted.
     *
     * @throws UsageException naming a glob that no rule of the book has
     */
    public Predicate<Rule> wanted(RuleBook book) {
        List<Pattern> patterns = includes.stream().map(TckRequest::pattern).toList();
        for (int i = 0; i < patterns.size(); i++) {
            Pattern pattern = patterns.get(i);
            if (book.rules().stream()
                    .noneMatch(rule -> pattern.matcher(rule.id()).matches())) {
                throw new UsageException(Problem.of(ErrorCode.USAGE, "a pattern names at least one rule")
                        .received(includes.get(i))
                        .fix("such as BACKBONE-* or TASK-01; `vertebra tck rules` lists them"));
            }
        }
        return rule -> patterns.isEmpty()
                || patterns.stream()
                        .anyMatch(pattern -> pattern.matcher(rule.id()).matches());
    }

    private static Pattern pattern(String glob) {
        String expression = ("\\Q" + glob + "\\E").replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    }
}
