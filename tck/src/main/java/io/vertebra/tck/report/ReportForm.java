package io.vertebra.tck.report;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.vertebra.tck.rule.Rule;
import io.vertebra.tck.rule.RuleBook;
import io.vertebra.tck.subject.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reports as JSON: schema {@value #SCHEMA}, one element a plugin. */
public final class ReportForm {
    /** The form's name and version. */
    public static final String SCHEMA = "vertebra-tck-report/1";

    private static final Gson PRETTY = gson().setPrettyPrinting().create();
    private static final Gson LINE = gson().create();

    private record Document(String schema, boolean conformant, List<Plugin> plugins) {}

    private record Plugin(
            TckReport.Header header,
            boolean conformant,
            Map<String, Long> counts,
            List<String> obstacles,
            List<Row> findings) {}

    /** A finding whose rule is only named. */
    private record Row(
            String rule,
            String level,
            String kind,
            String subject,
            String status,
            String detail,
            boolean crashed,
            long millis) {}

    private ReportForm() {}

    private static GsonBuilder gson() {
        return new GsonBuilder()
                .setFieldNamingPolicy(FieldNamingPolicy.IDENTITY)
                .disableHtmlEscaping();
    }

    /** A document on many lines. */
    public static String document(List<TckReport> reports) {
        boolean conformant = reports.stream().allMatch(TckReport::conformant);
        return PRETTY.toJson(new Document(
                        SCHEMA,
                        conformant,
                        reports.stream().map(ReportForm::plugin).toList()))
                + "\n";
    }

    private static Plugin plugin(TckReport report) {
        Map<String, Long> counts = new LinkedHashMap<>();
        report.counts().forEach((status, count) -> counts.put(key(status), count));
        return new Plugin(
                report.header(),
                report.conformant(),
                counts,
                report.obstacles(),
                report.findings().stream().map(ReportForm::row).toList());
    }

    private static Row row(Finding finding) {
        return new Row(
                finding.rule().id(),
                key(finding.rule().level()),
                finding.kind().key(),
                finding.subject(),
                key(finding.status()),
                finding.detail(),
                finding.crashed(),
                finding.millis());
    }

    /** How reports spell it: {@code not-applicable}. */
    static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String key) {
        return Enum.valueOf(type, key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** A finding on one line. */
    public static String line(Finding finding) {
        return LINE.toJson(row(finding));
    }

    /**
     * Reads what {@link #line} wrote.
     *
     * @throws com.google.gson.JsonParseException when it is something else
     */
    public static Finding finding(String line, RuleBook book) {
        Row row = LINE.fromJson(line, Row.class);
        Rule rule = book.find(row.rule()).orElseThrow();
        Kind kind = constant(Kind.class, row.kind());
        return new Finding(
                rule,
                kind,
                row.subject(),
                constant(Status.class, row.status()),
                row.detail(),
                row.crashed(),
                row.millis());
    }

    /** A header on one line. */
    public static String line(TckReport.Header header) {
        return LINE.toJson(header);
    }

    /** Reads what {@link #line(TckReport.Header)} wrote. */
    public static TckReport.Header header(String line) {
        return LINE.fromJson(line, TckReport.Header.class);
    }

    /** Texts on one line. */
    public static String line(List<String> texts) {
        return LINE.toJson(texts);
    }

    /** Reads what {@link #line(List)} wrote. */
    public static List<String> texts(String line) {
        return List.of(LINE.fromJson(line, String[].class));
    }
}
