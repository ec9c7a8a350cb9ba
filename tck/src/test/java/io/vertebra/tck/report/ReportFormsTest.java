package io.vertebra.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.vertebra.tck.rule.RuleBook;
import io.vertebra.tck.subject.Kind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class ReportFormsTest {
    private static final RuleBook BOOK = RuleBook.standard();
    private static final TckReport.Header HEADER = new TckReport.Header(
            "given", "1.2.3", "ab".repeat(32), "0.1.0", "PyTorch 2", "17", "Linux", "cpu", 42, "cd".repeat(32));

    private static Finding finding(String rule, Status status, String detail) {
        return new Finding(BOOK.find(rule).orElseThrow(), Kind.NECK, "n<eck", status, detail, false, 1500);
    }

    private static final TckReport REPORT = new TckReport(
            HEADER,
            List.of(
                    finding("BACKBONE-02", Status.PASS, ""),
                    finding("BACKBONE-03", Status.FAIL, "got \"1\" & <script>alert()</script>\u0000\nnot 2"),
                    finding("NECK-03", Status.UNTESTED, "blocked by BACKBONE-03"),
                    finding("NECK-04", Status.FAIL, "weights sum to 3")),
            List.of());

    @Test
    void mustFailuresAndObstaclesPreventConformance() {
        assertThat(REPORT.conformant()).isFalse();
        assertThat(REPORT.failures()).extracting(failure -> failure.rule().id()).containsExactly("BACKBONE-03");
        assertThat(new TckReport(HEADER, List.of(finding("NECK-04", Status.FAIL, "")), List.of()).conformant())
                .isTrue();
        assertThat(new TckReport(HEADER, List.of(), List.of("no archive")).conformant())
                .isFalse();
    }

    @Test
    void whatKeptThePluginFromLoadingIsToldOnce() {
        Finding same = finding("NECK-03", Status.FAIL, "no archive; received: text | no engine");
        TckReport report = new TckReport(HEADER, List.of(same), List.of("no archive\n    received: text", "no engine"));
        assertThat(report.repeatsObstacles(same)).isTrue();
        assertThat(report.repeatsObstacles(finding("NECK-03", Status.FAIL, "no archive")))
                .isFalse();
        assertThat(REPORT.repeatsObstacles(finding("NECK-03", Status.FAIL, ""))).isFalse();
        assertThat(HtmlForm.document(List.of(report))).contains("<b>neck n&lt;eck</b>: see above</li>");
    }

    @Test
    void findingsAndHeadersSurviveALine() {
        for (Finding finding : REPORT.findings()) {
            String line = ReportForm.line(finding);
            assertThat(line).doesNotContain("\n");
            assertThat(ReportForm.finding(line, BOOK)).isEqualTo(finding);
        }
        assertThat(ReportForm.header(ReportForm.line(HEADER))).isEqualTo(HEADER);
    }

    @Test
    void theJsonDocumentCountsAndJudges() {
        JsonObject document =
                JsonParser.parseString(ReportForm.document(List.of(REPORT))).getAsJsonObject();
        assertThat(document.get("schema").getAsString()).isEqualTo("vertebra-tck-report/1");
        assertThat(document.get("conformant").getAsBoolean()).isFalse();
        JsonObject plugin = document.getAsJsonArray("plugins").get(0).getAsJsonObject();
        assertThat(plugin.getAsJsonObject("header").get("killMatrix").getAsString())
                .isEqualTo(HEADER.killMatrix());
        assertThat(plugin.getAsJsonObject("counts"))
                .hasToString("{\"pass\":1,\"fail\":2,\"not-applicable\":0,\"partial\":0,\"untested\":1}");
        assertThat(plugin.getAsJsonArray("findings").get(3))
                .hasToString("{\"rule\":\"NECK-04\",\"level\":\"should\",\"kind\":\"neck\",\"subject\":\"n<eck\","
                        + "\"status\":\"fail\",\"detail\":\"weights sum to 3\",\"crashed\":false,\"millis\":1500}");
    }

    @Test
    void buildServersCanReadTheXml() throws Exception {
        TckReport refused = new TckReport(HEADER, List.of(), List.of("no archive"));
        String xml = JunitForm.document(List.of(REPORT, refused));
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("name")).isEqualTo("given.neck.n<eck");
        assertThat(List.of("tests", "failures", "skipped", "time").stream().map(suite::getAttribute))
                .containsExactly("4", "1", "2", "6.000");
        NodeList failures = document.getElementsByTagName("failure");
        assertThat(failures.getLength()).isEqualTo(2);
        assertThat(failures.item(0).getTextContent()).startsWith("got \"1\" & <script>alert()</script>?\nnot 2\nfix: ");
        assertThat(failures.item(1).getTextContent()).isEqualTo("no archive");
        Element skipped = (Element) document.getElementsByTagName("skipped").item(1);
        assertThat(skipped.getAttribute("message")).isEqualTo("fail: weights sum to 3");
    }

    @Test
    void thePageStandsAloneAndSaysHowToFix() {
        String html = HtmlForm.document(List.of(REPORT));
        assertThat(html)
                .contains("got &quot;1&quot; &amp; &lt;script&gt;", "prefers-color-scheme: dark", "@media print")
                .contains("<b>Why:</b>", "<b>Check:</b>", "<b>How to fix:</b>", "not conformant", "NECK-04")
                .doesNotContain("<script", "http:", "https:", "src=", "@import", "url(");
    }
}
