package io.vertebra.tck.isolated;

import io.vertebra.tck.report.Finding;
import io.vertebra.tck.report.ReportForm;
import io.vertebra.tck.report.TckReport;
import io.vertebra.tck.rule.Rule;
import io.vertebra.tck.rule.RuleBook;
import io.vertebra.tck.subject.Kind;
import io.vertebra.tck.subject.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the child process wrote down, line by line while it happened, so that what was found before it ended is not lost. Read by
 * the parent.
 */
final class Journal {
    /** The plugin is about to be loaded. */
    static final String LOADING = "loading ";

    static final String HEADER = "header ";
    static final String OBSTACLES = "obstacles ";
    /** How many rules will be asked. */
    static final String QUESTIONS = "questions ";
    /** A rule is asked now: rule, kind, subject. */
    static final String ASKING = "asking ";

    static final String FOUND = "found ";
    /** The run could not begin: a text for people. */
    static final String REFUSED = "refused ";

    /** The end; what is missing it was cut off. */
    static final String END = "end";

    private final RuleBook book;
    private final List<Finding> findings = new ArrayList<>();
    private TckReport.@Nullable Header header;
    private List<String> obstacles = List.of();
    private List<String> refused = List.of();
    private @Nullable Question open;
    private boolean loading;
    private boolean ended;
    private int questions;

    /** A rule that was asked. */
    record Question(Rule rule, Kind kind, String subject) {}

    Journal(RuleBook book) {
        this.book = book;
    }

    static String asking(Subject subject, Rule rule) {
        return ASKING + rule.id() + " " + subject.kind() + " " + subject.id();
    }

    /** Takes in one whole line; one that is broken is passed over, because a plugin may have written into the file. */
    void add(String line) {
        try {
            take(line);
        } catch (RuntimeException e) {
            // Not the kit's line; whatever a stranger wrote must not end the report of what was found.
            return;
        }
    }

    private void take(String line) {
        if (line.startsWith(HEADER)) {
            header = ReportForm.header(line.substring(HEADER.length()));
        } else if (line.startsWith(OBSTACLES)) {
            obstacles = ReportForm.texts(line.substring(OBSTACLES.length()));
        } else if (line.startsWith(REFUSED)) {
            refused = ReportForm.texts(line.substring(REFUSED.length()));
        } else if (line.startsWith(QUESTIONS)) {
            questions = Integer.parseInt(line.substring(QUESTIONS.length()));
        } else if (line.startsWith(ASKING)) {
            String[] words = line.substring(ASKING.length()).split(" ", 3);
            open = new Question(
                    book.find(words[0]).orElseThrow(IllegalArgumentException::new), Kind.valueOf(words[1]), words[2]);
        } else if (line.startsWith(FOUND)) {
            findings.add(ReportForm.finding(line.substring(FOUND.length()), book));
            open = null;
        } else if (line.equals(LOADING)) {
            loading = true;
        } else if (line.equals(END)) {
            ended = true;
        }
    }

    List<Finding> findings() {
        return findings;
    }

    Optional<TckReport.Header> header() {
        return Optional.ofNullable(header);
    }

    List<String> obstacles() {
        return obstacles;
    }

    List<String> refused() {
        return refused;
    }

    /** What was asked and not answered. */
    Optional<Question> open() {
        return Optional.ofNullable(open);
    }

    /** Whether code of the plugin may have run. */
    boolean loading() {
        return loading;
    }

    /** Whether the run came to its end. */
    boolean ended() {
        return ended;
    }

    int questions() {
        return questions;
    }
}
