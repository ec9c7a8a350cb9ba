package io.vertebra.tck;

import io.vertebra.tck.report.Finding;
import io.vertebra.tck.report.TckReport;
import io.vertebra.tck.rule.Rule;
import io.vertebra.tck.subject.Subject;
import java.util.ArrayList;
import java.util.List;

/** The kit as one call, in this process. A plugin that ends or hangs the process takes the caller with it. */
public final class TckRunner {
    private TckRunner() {}

    /** Told what happens while it happens. */
    public interface Listener {
        /** The plugin was loaded, or not; all subjects are known. */
        default void opened(TckReport.Header header, List<String> obstacles, int questions) {}

        /** A rule is asked now. */
        default void asking(Subject subject, Rule rule) {}

        /** It was answered. */
        default void found(Finding finding) {}
    }

    /**
     * Runs the rules on a plugin and all that it provides.
     *
     * @throws io.vertebra.api.error.UsageException when a glob of rules matches none
     * @throws io.vertebra.api.error.LoadException when the device does not exist
     */
    public static TckReport run(TckRequest request) {
        return run(request, new Listener() {});
    }

    /** The same with someone who watches. */
    public static TckReport run(TckRequest request, Listener listener) {
        try (TckSession session = TckSession.open(request)) {
            List<TckSession.Part> parts = session.parts();
            int questions = parts.stream().mapToInt(part -> part.rules().size()).sum();
            listener.opened(session.header(), session.obstacles(), questions);
            List<Finding> findings = new ArrayList<>();
            for (TckSession.Part part : parts) {
                for (Rule rule : part.rules()) {
                    listener.asking(part.subject(), rule);
                    Finding finding = part.ask(rule);
                    findings.add(finding);
                    listener.found(finding);
                }
            }
            return new TckReport(session.header(), findings, session.obstacles());
        }
    }
}
