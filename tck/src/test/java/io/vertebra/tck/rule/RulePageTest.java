package io.vertebra.tck.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.tck.subject.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the rules is generated from them: a rule that changes without it fails here. */
final class RulePageTest {
    private static final Path PAGE = Path.of("..", "distribution", "docs", "rules.md");
    private static final Path GENERATED = Path.of("target", "rules.md");

    private final StringBuilder page = new StringBuilder();

    @Test
    void thePageSaysWhatTheRulesSay() throws IOException {
        List<Rule> rules = RuleBook.standard().rules();
        head(rules);
        rules.forEach(this::rule);
        Files.writeString(GENERATED, page);
        List<String> committed = Files.exists(PAGE) ? Files.readAllLines(PAGE) : List.of();
        List<String> differing = page.toString()
                .lines()
                .filter(line -> !committed.contains(line))
                .toList();
        assertThat(differing)
                .as(
                        "lines that distribution/docs/rules.md lacks; if the rules are meant, copy tck/target/rules.md over it")
                .isEmpty();
        assertThat(committed)
                .as("distribution/docs/rules.md; copy tck/target/rules.md over it")
                .hasSameSizeAs(page.toString().lines().toList());
        // Without a message of its own, which would show the whole page.
        assertThat(page.toString().lines().toList().equals(committed))
                .as("distribution/docs/rules.md has the lines of tck/target/rules.md, in their order")
                .isTrue();
    }

    private void head(List<Rule> rules) {
        line("# The rules of the conformance kit");
        line("");
        line(
                "Generated from `rules.yaml`; `vertebra tck explain ID` shows the same. A broken rule of level *must* makes a plugin not");
        line(
                "conformant, one of level *should* is reported. [The author's guide](author-guide.md) shows how to run them.");
        for (Kind kind : Kind.values()) {
            List<Rule> own = rules.stream()
                    .filter(rule -> Arrays.stream(Kind.values())
                                    .filter(rule.kinds()::contains)
                                    .findFirst()
                                    .orElseThrow()
                            == kind)
                    .toList();
            if (!own.isEmpty()) {
                line("");
                line("| first run on: " + word(kind) + " | level | rule |");
                line("|---|---|---|");
                own.forEach(rule -> line("| [" + rule.id() + "](#" + anchor(rule) + ") | "
                        + rule.level().name().toLowerCase(Locale.ROOT) + " | " + rule.title() + " |"));
            }
        }
    }

    private void rule(Rule rule) {
        line("");
        line("<a id=\"" + anchor(rule) + "\"></a>");
        line("## " + rule.id() + ": " + rule.title());
        line("");
        String kinds = Arrays.stream(Kind.values())
                .filter(rule.kinds()::contains)
                .map(RulePageTest::word)
                .collect(Collectors.joining(", "));
        line("*" + rule.level().name().toLowerCase(Locale.ROOT) + ", since " + rule.since() + "; asked of: " + kinds
                + traits(rule) + "*");
        line("");
        line("- **Why**: " + rule.why());
        line("- **Check**: " + rule.check());
        line("- **Fix**: " + rule.fix());
        if (rule.untested() != null) {
            line("- **Untested**: " + rule.untested());
        }
    }

    private static String traits(Rule rule) {
        String blocking = rule.is(Rule.Trait.BLOCKING) ? "; who breaks it is not asked the rest" : "";
        return blocking + (rule.is(Rule.Trait.STOCHASTIC) ? "; repeated under fixed seeds, may miss" : "");
    }

    private static String anchor(Rule rule) {
        return rule.id().toLowerCase(Locale.ROOT);
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
