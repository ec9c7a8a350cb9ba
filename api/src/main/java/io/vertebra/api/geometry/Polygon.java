package io.vertebra.api.geometry;

import java.util.List;

/**
 * A closed outline.
 *
 * @param points at least three, in order; the last is joined to the first
 */
public record Polygon(List<Point> points) {
    public Polygon {
        points = List.copyOf(points);
        if (points.size() < 3) {
            throw new IllegalArgumentException("an outline has at least three points, not " + points.size());
        }
    }
}
