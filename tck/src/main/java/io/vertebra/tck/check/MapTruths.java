package io.vertebra.tck.check;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Truth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A class for each pixel: two areas, one above a line that runs across. */
record MapTruths(ImageSize size, int labels) implements Truths {
    private static final double MOST_WRONG = 0.05;

    @Override
    public Truth some(long seed) {
        int[] map = new int[size.width() * size.height()];
        int line = size.height() / 2 + (int) Math.floorMod(seed, 3L) - 1;
        int above = (int) Math.floorMod(seed, (long) labels);
        for (int i = 0; i < map.length; i++) {
            map[i] = i / size.width() < line ? above : (above + 1) % labels;
        }
        return new Truth.LabelMap(size, map);
    }

    /** Nobody knows what any pixel is. */
    @Override
    public Optional<Truth> none() {
        return Optional.of(filled(Truth.LabelMap.IGNORED, size));
    }

    private static Truth filled(int label, ImageSize size) {
        int[] map = new int[size.width() * size.height()];
        Arrays.fill(map, label);
        return new Truth.LabelMap(size, map);
    }

    @Override
    public Map<String, Truth> bad() {
        Map<String, Truth> bad = new LinkedHashMap<>(Truths.labels(labels, label -> filled(label, size)));
        bad.put("a map of another size", filled(0, new ImageSize(size.width() + 1, size.height())));
        return bad;
    }

    @Override
    public void compare(Predictions predicted, Truth truth, String where) {
        int[] wanted = ((Truth.LabelMap) truth).labels();
        if (!(predicted instanceof Predictions.Maps maps)) {
            throw new Broken("decodes to " + predicted.kinds() + " and not to maps");
        }
        int[] labels = maps.labels();
        Broken.unless(labels.length == wanted.length, "decodes a map of " + maps.size() + where);
        int wrong = 0;
        for (int i = 0; i < labels.length; i++) {
            wrong += labels[i] == wanted[i] ? 0 : 1;
        }
        Broken.unless(
                wrong <= MOST_WRONG * wanted.length,
                "decodes " + wrong + " of " + wanted.length + " pixels to another label than was encoded" + where);
    }

    @Override
    public double seen(Truth truth, double x, double y, int channel) {
        int column = (int) Math.min(x, size.width() - 1);
        int row = (int) Math.min(y, size.height() - 1);
        return Truths.sign(((Truth.LabelMap) truth).labels()[row * size.width() + column], channel);
    }
}
