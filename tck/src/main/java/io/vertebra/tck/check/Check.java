package io.vertebra.tck.check;

import io.vertebra.tck.subject.Subject;

/**
 * How one rule is checked on one subject.
 *
 * @param <S> the form of subject that it understands
 */
@FunctionalInterface
public interface Check<S extends Subject> {
    /**
     * Asks the subject.
     *
     * @throws Exception what the subject threw where the rule did not expect it; counts as a failure that crashed
     */
    Verdict run(S subject, Bench bench) throws Exception;
}
