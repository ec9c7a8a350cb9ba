package io.vertebra.tck.check;

import io.vertebra.tck.subject.Subject;
import java.util.Map;

/**
 * Checks that understand one form of subject.
 *
 * @param <S> that form
 */
public interface Family<S extends Subject> {
    /** The form. */
    Class<S> subject();

    /** The checks by the id of their rule. */
    Map<String, Check<S>> checks();
}
