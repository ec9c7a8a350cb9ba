package io.vertebra.tck.subject;

import io.vertebra.core.Vertebra;

/**
 * A parity fixture that a plugin ships.
 *
 * @param vertebra with the plugin and its companions
 * @param id the name of the resource
 * @param text its content
 */
public record FixtureSubject(Vertebra vertebra, String id, String text) implements Subject {
    /** Where fixtures stand in a JAR. */
    public static final String FOLDER = "META-INF/vertebra/parity/";

    @Override
    public Kind kind() {
        return Kind.PARITY;
    }
}
