package io.vertebra.core.graph;

/** Shapes that do not go together; {@link ShapeForward} adds the caller's line. */
final class ShapeMismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ShapeMismatch(String message) {
        super(message);
    }
}
