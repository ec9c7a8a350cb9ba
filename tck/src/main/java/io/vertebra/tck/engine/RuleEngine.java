package io.vertebra.tck.engine;

import io.vertebra.tck.check.Bench;
import io.vertebra.tck.check.Check;
import io.vertebra.tck.check.Family;
import io.vertebra.tck.check.Verdict;
import io.vertebra.tck.report.Finding;
import io.vertebra.tck.report.Status;
import io.vertebra.tck.rule.Rule;
import io.vertebra.tck.rule.RuleBook;
import io.vertebra.tck.subject.Subject;
import io.vertebra.tck.subject.UnmadeSubject;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs rules on subjects: in the order of the book, each under a deadline, those that hold the process's seeds or gradients one
 * at a time. After a subject failed a blocking rule the rest of its rules are not asked, so that one fault makes one failure.
 */
public final class RuleEngine {
    /** Why a rule of this form of subject is untested although the book says it is not; the tests of the kit refuse it. */
    public static final String NO_CHECK = "the kit has no check for it";

    private final RuleBook book;
    private final List<Family<?>> families;
    private final Bench bench;
    private final Deadline deadline;

    /**
     * An engine.
     *
     * @param book the rules
     * @param families their checks; the first that fits a subject and has the rule is taken
     */
    public RuleEngine(RuleBook book, List<Family<?>> families, Bench bench, Deadline deadline) {
        this.book = book;
        this.families = List.copyOf(families);
        this.bench = bench;
        this.deadline = deadline;
    }

    /** All rules of the subject's kind. */
    public List<Finding> run(Subject subject) {
        return run(subject, rule -> true);
    }

    /**
     * Some rules of the subject's kind.
     *
     * @param wanted the rules to run
     */
    public List<Finding> run(Subject subject, Predicate<Rule> wanted) {
        Interview interview = interview(subject);
        return book.of(subject.kind()).stream()
                .filter(wanted)
                .map(interview::ask)
                .toList();
    }

    /** Begins to ask a subject, for callers that want each answer when it is there. */
    public Interview interview(Subject subject) {
        return new Interview(subject);
    }

    /** One subject that is asked rule by rule. Not safe for several threads. */
    public final class Interview {
        private final Subject subject;
        private @Nullable String blockedBy;

        private Interview(Subject subject) {
            this.subject = subject;
        }

        /** Asks; after a blocking rule was broken, the answer is that this kept the rule from being asked. */
        public Finding ask(Rule rule) {
            if (blockedBy != null) {
                return blocked(rule, subject, blockedBy);
            }
            Finding finding = RuleEngine.this.ask(rule, subject);
            boolean unmade = subject instanceof UnmadeSubject;
            if (finding.status() == Status.FAIL && (unmade || rule.is(Rule.Trait.BLOCKING))) {
                blockedBy = rule.id();
            }
            return finding;
        }
    }

    private static Finding blocked(Rule rule, Subject subject, String by) {
        return finding(rule, subject, new Verdict(Status.UNTESTED, "blocked by " + by), false, 0);
    }

    private Finding ask(Rule rule, Subject subject) {
        if (subject instanceof UnmadeSubject unmade) {
            return finding(rule, subject, Verdict.fail(unmade.reason()), false, 0);
        }
        String untested = rule.untested();
        if (untested != null) {
            return finding(rule, subject, new Verdict(Status.UNTESTED, untested), false, 0);
        }
        for (Family<?> family : families) {
            Optional<Deadline.Outcome> outcome = ask(rule, family, subject);
            if (outcome.isPresent()) {
                Deadline.Outcome answer = outcome.get();
                return finding(rule, subject, answer.verdict(), answer.crashed(), answer.millis());
            }
        }
        return finding(rule, subject, new Verdict(Status.UNTESTED, NO_CHECK), false, 0);
    }

    private <S extends Subject> Optional<Deadline.Outcome> ask(Rule rule, Family<S> family, Subject subject) {
        @Nullable
        Check<S> check = family.subject().isInstance(subject) ? family.checks().get(rule.id()) : null;
        return check == null
                ? Optional.empty()
                : Optional.of(
                        deadline.run(rule, () -> check.run(family.subject().cast(subject), bench)));
    }

    private static Finding finding(Rule rule, Subject subject, Verdict verdict, boolean crashed, long millis) {
        return new Finding(rule, subject.kind(), subject.id(), verdict.status(), verdict.detail(), crashed, millis);
    }
}
