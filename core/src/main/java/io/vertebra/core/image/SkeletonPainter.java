package io.vertebra.core.image;

import io.vertebra.api.geometry.Point;
import io.vertebra.api.model.Canvas.Dot;
import io.vertebra.api.model.Canvas.Limb;
import io.vertebra.api.model.Canvas.Side;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;

/** Lines and dots with a dark rim, so that they show on any photo. */
final class SkeletonPainter {
    /** Apart for people who tell red from green badly, too. */
    private static final Color LEFT = new Color(0x1E, 0xA7, 0xFF);

    private static final Color RIGHT = new Color(0xFF, 0x8C, 0x1A);
    private static final Color MIDDLE = new Color(0x8F, 0xE3, 0x4B);
    private static final Color RIM = new Color(0, 0, 0, 190);
    /** A limb's thickness as part of the figure's longer side. */
    private static final float SLENDER = 1 / 80f;

    /** Fills at least four pixels, wherever its centre lies. */
    private static final float SMALLEST_DOT = 3;

    private final Graphics2D graphics;
    private final float thickest;

    /**
     * A painter for one picture.
     *
     * @param graphics of the picture; its settings change
     * @param line the usual line width of the picture
     */
    SkeletonPainter(Graphics2D graphics, int line) {
        this.graphics = graphics;
        thickest = 2 * line;
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    static Color colour(Side side) {
        return switch (side) {
            case LEFT -> LEFT;
            case RIGHT -> RIGHT;
            case MIDDLE -> MIDDLE;
        };
    }

    /** The rims of all limbs first, so that none cuts a neighbour's line. */
    void paint(List<Limb> limbs, List<Dot> joints) {
        List<Limb> lines = limbs.stream()
                .filter(limb -> hasPlace(limb.from()) && hasPlace(limb.to()))
                .toList();
        List<Dot> dots = joints.stream().filter(dot -> hasPlace(dot.at())).toList();
        float width = width(lines, dots);
        float rim = Math.max(1, width / 3);
        graphics.setColor(RIM);
        lines.forEach(limb -> line(limb, width + 2 * rim));
        for (Limb limb : lines) {
            graphics.setColor(colour(limb.side()));
            line(limb, width);
        }
        float diameter = Math.max(SMALLEST_DOT, 2 * width);
        for (Dot dot : dots) {
            graphics.setColor(RIM);
            dot(dot, diameter + 2 * rim);
            graphics.setColor(colour(dot.side()));
            dot(dot, diameter);
        }
    }

    private static boolean hasPlace(Point point) {
        return Float.isFinite(point.x()) && Float.isFinite(point.y());
    }

    /** A small figure in a large picture gets thin lines, a single joint the picture's usual ones. */
    private float width(List<Limb> limbs, List<Dot> dots) {
        List<Point> points = new ArrayList<>();
        limbs.forEach(limb -> points.addAll(List.of(limb.from(), limb.to())));
        dots.forEach(dot -> points.add(dot.at()));
        double across = points.stream().mapToDouble(Point::x).max().orElse(0)
                - points.stream().mapToDouble(Point::x).min().orElse(0);
        double down = points.stream().mapToDouble(Point::y).max().orElse(0)
                - points.stream().mapToDouble(Point::y).min().orElse(0);
        float fitting = (float) Math.max(across, down) * SLENDER;
        return fitting == 0 ? thickest : Math.max(1, Math.min(thickest, fitting));
    }

    private void line(Limb limb, float width) {
        graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(new Line2D.Float(
                limb.from().x(), limb.from().y(), limb.to().x(), limb.to().y()));
    }

    private void dot(Dot dot, float diameter) {
        graphics.fill(
                new Ellipse2D.Float(dot.at().x() - diameter / 2, dot.at().y() - diameter / 2, diameter, diameter));
    }
}
