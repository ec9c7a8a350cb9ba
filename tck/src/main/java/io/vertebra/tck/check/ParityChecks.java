package io.vertebra.tck.check;

import io.vertebra.api.error.VertebraException;
import io.vertebra.core.parity.Fixture;
import io.vertebra.core.parity.FixtureReader;
import io.vertebra.core.parity.ParityReport;
import io.vertebra.tck.subject.FixtureSubject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What fixtures promise that a plugin ships. */
public final class ParityChecks implements Family<FixtureSubject> {
    @Override
    public Class<FixtureSubject> subject() {
        return FixtureSubject.class;
    }

    @Override
    public Map<String, Check<FixtureSubject>> checks() {
        return Map.of(
                "PARITY-01", (subject, bench) -> met(subject),
                "PARITY-02", (subject, bench) -> counts(subject),
                "PARITY-03", (subject, bench) -> tellsApart(subject));
    }

    private static Verdict met(FixtureSubject subject) {
        ParityReport report;
        try {
            report = subject.vertebra().parity(FixtureReader.read(subject.id(), subject.text()));
        } catch (VertebraException e) {
            throw new Broken("cannot be run: " + e.getMessage());
        }
        List<ParityReport.Row> missed =
                report.rows().stream().filter(row -> !row.passed()).toList();
        Broken.unless(
                missed.isEmpty(),
                missed.stream()
                        .map(row -> row.output() + " differs by " + row.error() + " where " + row.tolerance()
                                + " is allowed")
                        .collect(Collectors.joining("; ")));
        return Verdict.pass();
    }

    private static Verdict counts(FixtureSubject subject) {
        ParityReport report = run(subject, false);
        if (report == null) {
            return Verdict.notApplicable("the fixture cannot be run");
        }
        Broken.unless(
                report.parameters() == report.expectedParameters(),
                "the fixture counts " + report.expectedParameters() + " trainable values, the model has "
                        + report.parameters());
        return Verdict.pass();
    }

    private static Verdict tellsApart(FixtureSubject subject) {
        ParityReport report = run(subject, true);
        if (report == null) {
            return Verdict.notApplicable("the fixture cannot be run");
        }
        List<String> deaf = report.rows().stream()
                .filter(ParityReport.Row::passed)
                .map(ParityReport.Row::output)
                .toList();
        Broken.unless(deaf.isEmpty(), deaf + " would be met by the input with its sign changed");
        return Verdict.pass();
    }

    private static @Nullable ParityReport run(FixtureSubject subject, boolean turned) {
        try {
            Fixture fixture = FixtureReader.read(subject.id(), subject.text());
            return subject.vertebra().parity(turned ? turned(fixture) : fixture);
        } catch (VertebraException e) {
            return null;
        }
    }

    private static Fixture turned(Fixture of) {
        return new Fixture(
                of.file(),
                of.id(),
                of.subject(),
                of.dialect(),
                of.seed(),
                of.parameters(),
                -of.inputOffset(),
                -of.inputScale(),
                of.state(),
                of.cases());
    }
}
