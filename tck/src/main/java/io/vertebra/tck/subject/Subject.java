package io.vertebra.tck.subject;

/** One thing that rules are run on. */
public interface Subject {
    /** Chooses the rules. */
    Kind kind();

    /** Its id within its kind, for reports. */
    String id();

    /** {@code backbone resnet}: for reports. */
    default String label() {
        return kind().key() + " " + id();
    }
}
