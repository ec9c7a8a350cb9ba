package io.vertebra.api.model;

/** What a head predicts and a task can use. */
public enum PredictionKind {
    /** Boxes with labels and scores. */
    BOXES,
    /** One score a class for the whole image. */
    CLASSES,
    /** Scores or labels for each pixel. */
    MAPS,
    /** Outlines of objects. */
    CONTOURS,
    /** Points with scores. */
    KEYPOINTS,
    /** A vector. */
    EMBEDDING
}
