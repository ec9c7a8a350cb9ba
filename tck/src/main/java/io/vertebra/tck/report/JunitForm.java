package io.vertebra.tck.report;

import io.vertebra.tck.rule.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reports as JUnit XML, which build servers show: one suite a subject, one case a rule. Whatever is neither a pass nor a failure
 * of a must-rule is a skipped case with its reason.
 */
public final class JunitForm {
    private static final double MILLIS = 1000;
    /** The rule that a plugin which cannot be loaded breaks in any case. */
    private static final String LOADS = "the plugin can be loaded";

    private JunitForm() {}

    /** One document for all plugins. */
    public static String document(List<TckReport> reports) {
        StringBuilder xml =
                new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"vertebra-tck\">\n");
        reports.forEach(report -> append(report, xml));
        return xml.append("</testsuites>\n").toString();
    }

    private static void append(TckReport report, StringBuilder xml) {
        String plugin = report.header().plugin();
        if (!report.obstacles().isEmpty()) {
            xml.append(suite(plugin + ".load", 1, 1, 0, 0));
            xml.append(open(plugin + ".load", LOADS, 0)).append(">\n");
            xml.append(element("failure", String.join("\n", report.obstacles())));
            xml.append("    </testcase>\n  </testsuite>\n");
        }
        Map<String, List<Finding>> suites = report.findings().stream()
                .collect(Collectors.groupingBy(
                        finding -> plugin + "." + finding.kind().key() + "." + finding.subject(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        suites.forEach((name, findings) -> {
            long failures = findings.stream().filter(JunitForm::fails).count();
            long skipped = findings.stream()
                    .filter(finding -> !fails(finding) && finding.status() != Status.PASS)
                    .count();
            long millis = findings.stream().mapToLong(Finding::millis).sum();
            xml.append(suite(name, findings.size(), failures, skipped, millis));
            findings.forEach(finding -> append(name, finding, xml));
            xml.append("  </testsuite>\n");
        });
    }

    private static boolean fails(Finding finding) {
        return finding.status() == Status.FAIL && finding.rule().level() == Level.MUST;
    }

    private static String suite(String name, long tests, long failures, long skipped, long millis) {
        return "  <testsuite name=\"" + Markup.escape(name) + "\" tests=\"" + tests + "\" failures=\"" + failures
                + "\" errors=\"0\" skipped=\"" + skipped + "\" time=\"" + seconds(millis) + "\">\n";
    }

    private static String open(String suite, String name, long millis) {
        return "    <testcase classname=\"" + Markup.escape(suite) + "\" name=\"" + Markup.escape(name) + "\" time=\""
                + seconds(millis) + "\"";
    }

    private static void append(String suite, Finding finding, StringBuilder xml) {
        String name = finding.rule().id() + " " + finding.rule().title();
        xml.append(open(suite, name, finding.millis()));
        if (finding.status() == Status.PASS) {
            xml.append("/>\n");
            return;
        }
        String text = ReportForm.key(finding.status()) + ": " + finding.detail();
        xml.append(">\n");
        xml.append(
                fails(finding)
                        ? element(
                                "failure",
                                finding.detail() + "\nfix: " + finding.rule().fix())
                        : "      <skipped message=\"" + Markup.escape(text) + "\"/>\n");
        xml.append("    </testcase>\n");
    }

    private static String element(String name, String text) {
        String first = text.lines().findFirst().orElse("");
        return "      <" + name + " message=\"" + Markup.escape(first) + "\">" + Markup.escape(text) + "</" + name
                + ">\n";
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / MILLIS);
    }
}
