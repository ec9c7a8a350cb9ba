package io.vertebra.cli;

import io.vertebra.tck.report.Finding;
import io.vertebra.tck.report.Status;
import io.vertebra.tck.report.TckReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reports of the conformance kit on the screen: a line a plugin, then what is broken and how to mend it. */
final class TckText {
    private static final double MILLIS = 1000;
    private static final int INDENT = 6;

    private TckText() {}

    static List<String> lines(List<TckReport> reports) {
        TextTable table = new TextTable(
                TextTable.Column.text("plugin"),
                TextTable.Column.number("pass"),
                TextTable.Column.number("fail"),
                TextTable.Column.number("n/a"),
                TextTable.Column.number("partial"),
                TextTable.Column.number("untested"),
                TextTable.Column.number("seconds"),
                TextTable.Column.whole("verdict"));
        for (TckReport report : reports) {
            Map<Status, Long> counts = report.counts();
            table.add(
                    report.header().plugin(),
                    counts.get(Status.PASS).toString(),
                    counts.get(Status.FAIL).toString(),
                    counts.get(Status.NOT_APPLICABLE).toString(),
                    counts.get(Status.PARTIAL).toString(),
                    counts.get(Status.UNTESTED).toString(),
                    seconds(report.findings().stream()
                            .mapToLong(Finding::millis)
                            .sum()),
                    verdict(report));
        }
        List<String> lines = new ArrayList<>(table.lines(Terminal.COLUMNS));
        reports.forEach(report -> addBroken(report, lines));
        addSlowest(reports, lines);
        return lines;
    }

    private static String verdict(TckReport report) {
        if (!report.obstacles().isEmpty()) {
            return "CANNOT BE LOADED";
        }
        return report.conformant() ? "conformant" : "NOT CONFORMANT";
    }

    private static void addBroken(TckReport report, List<String> lines) {
        report.obstacles().stream()
                .flatMap(String::lines)
                .map(TextTable::printable)
                .forEach(lines::add);
        report.findings().stream()
                .filter(finding -> finding.status() == Status.FAIL)
                .forEach(finding -> {
                    String rule = finding.rule().id() + " (" + TckRulesCommand.level(finding.rule()) + ") on "
                            + report.header().plugin() + ", " + finding.kind().key() + " " + finding.subject();
                    if (report.repeatsObstacles(finding)) {
                        lines.add("that breaks " + rule);
                        return;
                    }
                    lines.add(rule);
                    lines.addAll(Words.wrapped("", INDENT, TextTable.printable(finding.detail())));
                    lines.addAll(
                            Words.wrapped("", INDENT, "fix: " + finding.rule().fix()));
                });
    }

    private static void addSlowest(List<TckReport> reports, List<String> lines) {
        reports.stream()
                .flatMap(report -> report.findings().stream())
                .max(Comparator.comparingLong(Finding::millis))
                .filter(finding -> finding.millis() > 0)
                .ifPresent(finding -> lines.add("slowest: " + finding.rule().id() + " on "
                        + finding.kind().key() + " " + finding.subject() + ", " + seconds(finding.millis()) + " s"));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f", millis / MILLIS);
    }
}
