package io.vertebra.tck.subject;

/**
 * Something that a plugin provides and that could not even be made into a subject, because its tiny form throws or there is
 * none.
 *
 * @param kind that it would have
 * @param id of the component
 * @param reason what happened
 */
public record UnmadeSubject(Kind kind, String id, String reason) implements Subject {}
