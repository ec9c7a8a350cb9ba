package io.vertebra.tck.rule;

import io.vertebra.tck.subject.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule.
 *
 * @param id such as BACKBONE-01; never used again for another rule
 * @param level how much it weighs
 * @param kinds what it is run on
 * @param since the first version of the kit that has it
 * @param title the rule in one line
 * @param why what goes wrong without it
 * @param check what the kit does
 * @param fix what an author does about a failure
 * @param traits how it is run
 * @param untested why nothing checks it yet, or null
 */
public record Rule(
        String id,
        Level level,
        Set<Kind> kinds,
        String since,
        String title,
        String why,
        String check,
        String fix,
        Set<Trait> traits,
        @Nullable String untested) {

    /** How a rule is run. */
    public enum Trait {
        /** A subject that fails it is not asked the rest. */
        BLOCKING,
        /** One at a time in the process, because it collects gradients or sets seeds. */
        SERIAL,
        /** It is repeated under fixed seeds and may miss. */
        STOCHASTIC
    }

    public Rule {
        kinds = Set.copyOf(kinds);
        traits = Set.copyOf(traits);
    }

    /** Whether it has this trait. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }
}
