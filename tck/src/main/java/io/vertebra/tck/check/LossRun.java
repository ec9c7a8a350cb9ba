package io.vertebra.tck.check;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.DecodeContext;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.api.model.Truth;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Pass;
import io.vertebra.core.runtime.StandaloneNetwork;
import io.vertebra.core.runtime.StandaloneNetwork.Mode;
import io.vertebra.tck.check.BlockRun.Values;
import io.vertebra.tck.subject.HeadSubject;
import io.vertebra.tck.subject.Levels;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Encodes, loses and decodes with a head at one size.
 *
 * @param head under test
 * @param size of the model's input
 * @param truths of its form
 * @param labels of the model
 */
record LossRun<O extends Record>(HeadSubject<O> head, ImageSize size, Truths truths, Labels labels) {
    /** A loss and its derivatives with respect to the raw outputs, by name. */
    record Loss(double value, Map<String, float[]> gradient) {}

    /** Empty where the kit knows no truths of what the head produces. */
    static <O extends Record> Optional<LossRun<O>> of(HeadSubject<O> head, ImageSize size) {
        boolean background = head.component().card().background() != Card.Background.NONE;
        int classes = head.component().classes(head.options()) - (background ? 1 : 0);
        Labels labels = new Labels(IntStream.range(0, Math.max(1, classes))
                .mapToObj(i -> "class " + i)
                .toList());
        double stride = head.in().levels().get(0).stride();
        return Truths.of(
                        head.component().produces(head.options()),
                        size,
                        labels.names().size(),
                        stride)
                .map(truths -> new LossRun<>(head, size, truths, labels));
    }

    DecodeContext context(int batch) {
        FeatureSpec in = Levels.sized(head.in(), size);
        List<FeatureLevel> levels = in.levels();
        return new DecodeContext(size, Collections.nCopies(batch, size), labels, levels);
    }

    /** The targets; a refusal of good truths breaks the rule that asks. */
    RawOutputs encode(List<Truth> batch, Map<String, Values> raw) {
        try {
            return head.component().encode(head.options(), batch, outputs(raw), context(batch.size()));
        } catch (RuntimeException e) {
            throw new Broken("encode ends by " + e + " for " + batch);
        }
    }

    /** The head's own refusal of truths, or empty when it takes them. */
    Optional<VertebraException> refusal(List<Truth> batch, Map<String, Values> raw, String what) {
        int images = Math.toIntExact(raw.values().iterator().next().shape().get(0));
        try {
            head.component().encode(head.options(), batch, outputs(raw), context(images));
            return Optional.empty();
        } catch (VertebraException e) {
            return Optional.of(e);
        } catch (RuntimeException e) {
            throw new Broken("refuses " + what + " by " + e + " and not by a coded error");
        }
    }

    List<Predictions> decode(Map<String, Values> raw) {
        RawOutputs outputs = outputs(raw);
        int batch = Math.toIntExact(raw.values().iterator().next().shape().get(0));
        List<Predictions> decoded = head.component().decode(head.options(), outputs, context(batch));
        Broken.unless(decoded.size() == batch, "decodes " + decoded.size() + " images of " + batch);
        return decoded;
    }

    static RawOutputs outputs(Map<String, Values> raw) {
        Map<String, RawOutputs.Value> values = new LinkedHashMap<>();
        raw.forEach((name, value) -> {
            List<Long> shape = new ArrayList<>();
            for (long axis : value.shape().getShape()) {
                shape.add(axis);
            }
            values.put(name, new RawOutputs.Value(shape, FloatBuffer.wrap(value.data())));
        });
        return new RawOutputs(values);
    }

    /** The targets as arrays. */
    static NamedArrays arrays(RawOutputs targets, NDManager scope) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        targets.values()
                .forEach((name, value) ->
                        arrays.put(name, scope.create(value.data().duplicate(), new Shape(value.shape()))));
        return new NamedArrays(arrays);
    }

    /** The sum of the losses; one that is no finite number breaks the rule that asks. */
    NDArray total(NamedArrays raw, NamedArrays targets, Pass pass) {
        NDArray sum = sum(raw, targets, pass);
        float number = sum.getFloat();
        Broken.unless(Float.isFinite(number), "the sum of the losses is " + number);
        return sum;
    }

    /** The sum of the losses, whatever it is. */
    NDArray sum(NamedArrays raw, NamedArrays targets, Pass pass) {
        Map<String, NDArray> losses;
        try {
            losses = head.component().losses(head.options(), raw, targets, pass);
        } catch (RuntimeException e) {
            throw new Broken("losses end by " + e);
        }
        Broken.unless(!losses.isEmpty(), "gives no losses");
        NDArray sum = null;
        for (Map.Entry<String, NDArray> loss : losses.entrySet()) {
            NDArray value = loss.getValue();
            Broken.unless(
                    value.getShape().size() == 1,
                    "loss " + loss.getKey() + " has the shape " + value.getShape() + " and is not one number");
            NDArray one = value.sum();
            sum = sum == null ? one : sum.add(one);
        }
        return Objects.requireNonNull(sum);
    }

    /** The loss of raw outputs as they are, without the head's network. */
    Loss loss(StandaloneNetwork network, Map<String, Values> raw, RawOutputs targets) {
        try (NDManager scope = network.manager().newSubManager();
                GradientCollector collector = scope.getEngine().newGradientCollector()) {
            NamedArrays arrays = BlockRun.arrays(raw, scope);
            arrays.arrays().values().forEach(array -> array.setRequiresGradient(true));
            NDArray total = total(arrays, arrays(targets, scope), network.pass(scope, Mode.TRAINING, (n, a) -> {}));
            backward(collector, total);
            Map<String, float[]> gradient = new LinkedHashMap<>();
            arrays.arrays().forEach((name, array) -> gradient.put(name, gradient(array)));
            return new Loss(total.getFloat(), gradient);
        }
    }

    static void backward(GradientCollector collector, NDArray total) {
        try {
            collector.backward(total);
        } catch (EngineException e) {
            throw new Broken("no gradient flows back from the losses: " + e.getMessage());
        }
    }

    /** Zeros where there is none. Clears it: the engine would add the next one to it. */
    static float[] gradient(NDArray array) {
        if (!array.hasGradient()) {
            return new float[Math.toIntExact(array.getShape().size())];
        }
        try (NDArray gradient = array.getGradient()) {
            float[] values = gradient.toFloatArray();
            gradient.subi(gradient);
            return values;
        }
    }

    /** The loss alone. */
    double value(StandaloneNetwork network, Map<String, Values> raw, RawOutputs targets) {
        try (NDManager scope = network.manager().newSubManager()) {
            NamedArrays arrays = BlockRun.arrays(raw, scope);
            return total(arrays, arrays(targets, scope), network.pass(scope, Mode.TRAINING, (n, a) -> {}))
                    .getFloat();
        }
    }
}
