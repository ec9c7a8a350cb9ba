package io.vertebra.tck.mutant;

import io.vertebra.tck.subject.Subject;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A subject with one thing wrong.
 *
 * @param rule that has to find it
 * @param name of the fault, such as WrongStride
 * @param subject made anew for each run
 * @param message a part of the failure's text
 * @param collateral other rules that may fail of the same fault
 */
record Mutant(String rule, String name, Supplier<Subject> subject, String message, Set<String> collateral) {
    Mutant {
        collateral = Set.copyOf(collateral);
    }

    static Mutant of(String rule, String name, Supplier<Subject> subject, String message, String... collateral) {
        return new Mutant(rule, name, subject, message, Set.of(collateral));
    }

    @Override
    public String toString() {
        return rule + " " + name;
    }
}
