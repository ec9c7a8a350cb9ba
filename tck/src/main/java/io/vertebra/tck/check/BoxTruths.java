package io.vertebra.tck.check;

import io.vertebra.api.box.Overlap;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Predictions.ScoredBox;
import io.vertebra.api.model.Truth;
import io.vertebra.api.model.Truth.LabelledBox;
import io.vertebra.core.weights.SeededValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two boxes an image, one in each half. */
record BoxTruths(ImageSize size, int labels) implements Truths {
    private static final float LEAST_OVERLAP = 0.95f;
    private static final float PIXEL = 1;

    @Override
    public Truth some(long seed) {
        return new Truth.Boxes(List.of(box(seed, 0), box(seed, 1)));
    }

    /** In its half of the image, a quarter to nearly half as wide as it, 0.3 to 0.7 as high. */
    private LabelledBox box(long seed, int half) {
        SeededValues random = SeededValues.of(seed, "tck:box" + half);
        double width = size.width() * (0.35 + 0.1 * random.unit(0));
        double height = size.height() * (0.5 + 0.2 * random.unit(1));
        double x = half * size.width() / 2.0 + (size.width() / 2.0 - width) * (0.5 + 0.5 * random.unit(2));
        double y = (size.height() - height) * (0.5 + 0.5 * random.unit(3));
        int label = (int) ((0.5 + 0.5 * random.unit(4)) * labels);
        return new LabelledBox(new Box((float) x, (float) y, (float) (x + width), (float) (y + height)), label);
    }

    @Override
    public Optional<Truth> none() {
        return Optional.of(new Truth.Boxes(List.of()));
    }

    @Override
    public Map<String, Truth> bad() {
        Box box = box(1, 0).box();
        Map<String, Truth> bad = new LinkedHashMap<>(Truths.labels(labels, label -> one(new LabelledBox(box, label))));
        bad.put("a box without area", one(new LabelledBox(new Box(box.x1(), box.y1(), box.x1(), box.y2()), 0)));
        return bad;
    }

    private static Truth one(LabelledBox box) {
        return new Truth.Boxes(List.of(box));
    }

    @Override
    public void compare(Predictions predicted, Truth truth, String where) {
        List<LabelledBox> wanted = ((Truth.Boxes) truth).boxes();
        if (!(predicted instanceof Predictions.Boxes boxes)) {
            throw new Broken("decodes to " + predicted.kinds() + " and not to boxes");
        }
        Broken.unless(
                boxes.boxes().size() >= wanted.size(),
                "decodes " + boxes.boxes().size() + " boxes of " + wanted.size() + where);
        List<ScoredBox> best = new ArrayList<>(boxes.boxes().subList(0, wanted.size()));
        for (LabelledBox one : wanted) {
            Optional<ScoredBox> found =
                    best.stream().filter(box -> same(box, one)).findFirst();
            if (found.isEmpty()) {
                throw new Broken("encodes " + one + " and decodes " + best + where);
            }
            best.remove(found.get());
        }
    }

    private static boolean same(ScoredBox found, LabelledBox wanted) {
        Box a = found.box();
        Box b = wanted.box();
        boolean near = Math.max(
                        Math.max(Math.abs(a.x1() - b.x1()), Math.abs(a.y1() - b.y1())),
                        Math.max(Math.abs(a.x2() - b.x2()), Math.abs(a.y2() - b.y2())))
                <= PIXEL;
        return found.label() == wanted.label() && (near || Overlap.iou(a, b) >= LEAST_OVERLAP);
    }

    /** Inside: the label, and how far it is to the middle. */
    @Override
    public double seen(Truth truth, double x, double y, int channel) {
        for (LabelledBox one : ((Truth.Boxes) truth).boxes()) {
            Box box = one.box();
            if (x >= box.x1() && x <= box.x2() && y >= box.y1() && y <= box.y2()) {
                return switch (channel % 4) {
                    case 1 -> (2 * x - box.x1() - box.x2()) / box.width();
                    case 2 -> (2 * y - box.y1() - box.y2()) / box.height();
                    default -> Truths.sign(one.label(), channel);
                };
            }
        }
        return 0;
    }
}
