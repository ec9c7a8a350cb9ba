package io.vertebra.api.options;

/** For components without options. */
public record NoOptions() {}
