package io.vertebra.tck.check;

import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Truth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A class an image. */
record LabelTruths(int labels) implements Truths {
    @Override
    public Truth some(long seed) {
        return new Truth.Label((int) Math.floorMod(seed, (long) labels));
    }

    @Override
    public Optional<Truth> none() {
        return Optional.empty();
    }

    @Override
    public Map<String, Truth> bad() {
        return Truths.labels(labels, Truth.Label::new);
    }

    @Override
    public void compare(Predictions predicted, Truth truth, String where) {
        int wanted = ((Truth.Label) truth).label();
        if (!(predicted instanceof Predictions.Scores scores)) {
            throw new Broken("decodes to " + predicted.kinds() + " and not to classes");
        }
        List<Float> all = scores.probabilities();
        int best = 0;
        for (int k = 1; k < all.size(); k++) {
            best = all.get(k) > all.get(best) ? k : best;
        }
        Broken.unless(best == wanted, "encodes label " + wanted + " and decodes " + all + where);
    }

    @Override
    public double seen(Truth truth, double x, double y, int channel) {
        return Truths.sign(((Truth.Label) truth).label(), channel);
    }
}
