package io.vertebra.cli;

import io.vertebra.tck.rule.Rule;
import io.vertebra.tck.rule.RuleBook;
import io.vertebra.tck.subject.Kind;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the rules of the conformance kit. */
@Command(
        name = "rules",
        header = "Lists the rules of the conformance kit.",
        description = "In the order in which they are asked.",
        footerHeading = "%nExamples:%n",
        footer = {"  vertebra tck rules", "  vertebra tck rules --json"})
final class TckRulesCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Prints one JSON document (vertebra-tck-rules/1).")
    private boolean json;

    private final Root root;

    TckRulesCommand(Root root) {
        this.root = root;
    }

    private record Document(String schema, List<Form> rules) {}

    /** The JSON form of a rule. */
    private record Form(
            String id,
            String level,
            List<String> kinds,
            String since,
            String title,
            String why,
            String check,
            String fix,
            @Nullable String untested) {
        static Form of(Rule rule) {
            return new Form(
                    rule.id(),
                    TckRulesCommand.level(rule),
                    TckRulesCommand.kinds(rule),
                    rule.since(),
                    rule.title(),
                    rule.why(),
                    rule.check(),
                    rule.fix(),
                    rule.untested());
        }
    }

    @Override
    public Integer call() {
        List<Rule> rules = RuleBook.standard().rules();
        if (json) {
            root.terminal()
                    .printJson(new Document(
                            "vertebra-tck-rules/1", rules.stream().map(Form::of).toList()));
        } else {
            TextTable table = new TextTable(
                    TextTable.Column.whole("rule"), TextTable.Column.text("level"), TextTable.Column.sentence("title"));
            rules.forEach(rule -> table.add(rule.id(), level(rule), rule.title()));
            root.terminal().print(table.lines(Terminal.COLUMNS));
        }
        return ExitCode.OK;
    }

    static String level(Rule rule) {
        return rule.level().name().toLowerCase(Locale.ROOT);
    }

    static List<String> kinds(Rule rule) {
        return rule.kinds().stream().sorted().map(Kind::key).toList();
    }
}
