package io.vertebra.tck.report;

import io.vertebra.tck.rule.Level;
import io.vertebra.tck.rule.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reports as one HTML page for people: failures first, each with its rule's text and what to do; no other file is needed. */
public final class HtmlForm {
    private static final String STYLE = "report.css";

    private final StringBuilder html = new StringBuilder();

    private HtmlForm() {}

    /** One page for all plugins. */
    public static String document(List<TckReport> reports) {
        HtmlForm page = new HtmlForm();
        page.head();
        page.summary(reports);
        reports.forEach(page::plugin);
        page.html.append("</main>\n</body>\n</html>\n");
        return page.html.toString();
    }

    private void head() {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .append("<title>Conformance report</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n<h1>Conformance report</h1>\n");
    }

    private static String style() {
        try (InputStream file = HtmlForm.class.getResourceAsStream(STYLE)) {
            if (file == null) {
                throw new IOException("missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(STYLE + " of the kit", e);
        }
    }

    private void summary(List<TckReport> reports) {
        html.append("<table>\n<thead><tr><th>plugin</th><th>version</th><th>verdict</th>");
        for (Status status : Status.values()) {
            html.append("<th class=\"number\">").append(words(status)).append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (TckReport report : reports) {
            String id = Markup.escape(report.header().plugin());
            html.append("<tr><td><a href=\"#plugin-")
                    .append(id)
                    .append("\">")
                    .append(id)
                    .append("</a></td><td>")
                    .append(Markup.escape(report.header().version()))
                    .append("</td><td>")
                    .append(verdict(report))
                    .append("</td>");
            report.counts()
                    .values()
                    .forEach(count ->
                            html.append("<td class=\"number\">").append(count).append("</td>"));
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n");
    }

    private static String verdict(TckReport report) {
        if (!report.obstacles().isEmpty()) {
            return "<span class=\"fail\">cannot be loaded</span>";
        }
        return report.conformant()
                ? "<span class=\"pass\">conformant</span>"
                : "<span class=\"fail\">not conformant</span>";
    }

    private void plugin(TckReport report) {
        TckReport.Header header = report.header();
        String id = Markup.escape(header.plugin());
        html.append("<section id=\"plugin-")
                .append(id)
                .append("\">\n<h2>")
                .append(id)
                .append(' ')
                .append(Markup.escape(header.version()))
                .append(" is ")
                .append(verdict(report))
                .append("</h2>\n");
        header(header);
        for (String obstacle : report.obstacles()) {
            html.append("<pre class=\"obstacle\">")
                    .append(Markup.escape(obstacle))
                    .append("</pre>\n");
        }
        broken(report);
        bySubject(report).forEach(this::subject);
        html.append("</section>\n");
    }

    private void header(TckReport.Header header) {
        html.append("<dl>\n");
        entry("SHA-256", header.sha256());
        entry("API and kit", header.kit());
        entry("engine", header.engine());
        entry("Java", header.java());
        entry("system", header.system());
        entry("device", header.device());
        entry("seed", Long.toString(header.seed()));
        entry("proof of the kit", header.killMatrix());
        html.append("</dl>\n");
    }

    private void entry(String name, String value) {
        if (!value.isEmpty()) {
            html.append("<dt>")
                    .append(name)
                    .append("</dt><dd>")
                    .append(Markup.escape(value))
                    .append("</dd>\n");
        }
    }

    /** The broken rules with their texts, those of level must first. */
    private void broken(TckReport report) {
        Map<Rule, List<Finding>> broken = report.findings().stream()
                .filter(finding -> finding.status() == Status.FAIL)
                .sorted((a, b) -> a.rule().level().compareTo(b.rule().level()))
                .collect(Collectors.groupingBy(Finding::rule, LinkedHashMap::new, Collectors.toList()));
        if (broken.isEmpty()) {
            return;
        }
        html.append("<h3>Broken rules</h3>\n");
        broken.forEach((rule, findings) -> {
            html.append("<article>\n<h4>")
                    .append(rule.id())
                    .append(": ")
                    .append(Markup.escape(rule.title()))
                    .append(rule.level() == Level.SHOULD ? " (should)" : "")
                    .append("</h4>\n<ul>\n");
            findings.forEach(finding -> html.append("<li><b>")
                    .append(finding.kind().key())
                    .append(' ')
                    .append(Markup.escape(finding.subject()))
                    .append("</b>: ")
                    .append(report.repeatsObstacles(finding) ? "see above" : Markup.escape(finding.detail()))
                    .append("</li>\n"));
            html.append("</ul>\n<p><b>Why:</b> ")
                    .append(Markup.escape(rule.why()))
                    .append("</p>\n<p><b>Check:</b> ")
                    .append(Markup.escape(rule.check()))
                    .append("</p>\n<p><b>How to fix:</b> ")
                    .append(Markup.escape(rule.fix()))
                    .append("</p>\n</article>\n");
        });
    }

    private static Map<String, List<Finding>> bySubject(TckReport report) {
        return report.findings().stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.kind().key() + " " + finding.subject(),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private void subject(String label, List<Finding> findings) {
        html.append("<h3>")
                .append(Markup.escape(label))
                .append("</h3>\n<table class=\"findings\">\n")
                .append(
                        "<thead><tr><th>rule</th><th>what it asks</th><th>answer</th><th class=\"number\">ms</th></tr></thead>\n<tbody>\n");
        for (Finding finding : findings) {
            html.append("<tr><td>")
                    .append(finding.rule().id())
                    .append("</td><td>")
                    .append(Markup.escape(finding.rule().title()))
                    .append("</td><td><span class=\"")
                    .append(ReportForm.key(finding.status()))
                    .append("\">")
                    .append(words(finding.status()))
                    .append("</span> ")
                    .append(Markup.escape(finding.detail()))
                    .append("</td><td class=\"number\">")
                    .append(finding.millis())
                    .append("</td></tr>\n");
        }
        html.append("</tbody>\n</table>\n");
    }

    private static String words(Status status) {
        return ReportForm.key(status).replace('-', ' ');
    }
}
