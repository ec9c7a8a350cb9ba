package io.vertebra.api.feature;

/** The form of a level's array. */
public enum FeatureKind {
    /** (N, C, H, W). */
    MAP,
    /** (N, T, C): T tokens of C numbers. */
    TOKENS,
    /** (N, C). */
    VECTOR
}
