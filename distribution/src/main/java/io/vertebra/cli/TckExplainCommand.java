package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import io.vertebra.core.catalog.NearNames;
import io.vertebra.tck.rule.Rule;
import io.vertebra.tck.rule.RuleBook;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the text of a rule. */
@Command(
        name = "explain",
        header = "Shows what a rule asks, why, and how to mend a plugin that breaks it.",
        footerHeading = "%nExamples:%n",
        footer = "  vertebra tck explain BACKBONE-04")
final class TckExplainCommand implements Callable<Integer> {
    private static final int INDENT = 10;

    @Parameters(paramLabel = "RULE", description = "The id of a rule; `vertebra tck rules` lists them.")
    private String id;

    private final Root root;

    TckExplainCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        RuleBook book = RuleBook.standard();
        Rule rule = book.find(id.toUpperCase(Locale.ROOT)).orElseThrow(() -> unknown(book));
        line("rule", rule.id() + ", " + TckRulesCommand.level(rule) + ", since " + rule.since());
        line("title", rule.title());
        line("for", String.join(", ", TckRulesCommand.kinds(rule)));
        line("why", rule.why());
        line("check", rule.check());
        line("fix", rule.fix());
        String untested = rule.untested();
        if (untested != null) {
            line("untested", untested);
        }
        return ExitCode.OK;
    }

    private UsageException unknown(RuleBook book) {
        return new UsageException(Problem.of(ErrorCode.USAGE, "the kit has no such rule")
                .received(id)
                .fix(NearNames.suggest(
                        id.toUpperCase(Locale.ROOT),
                        book.rules().stream().map(Rule::id).toList())));
    }

    private void line(String name, String text) {
        root.terminal().print(Words.wrapped(name, INDENT, text));
    }
}
