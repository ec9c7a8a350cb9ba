package io.vertebra.core.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.WiringException;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.DecodeContext;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Operators;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.nn.Pass;
import io.vertebra.api.plugin.BuildContext;
import java.lang.reflect.Proxy;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinearHeadTest {
    private static final FeatureSpec MAPS =
            FeatureSpec.of(FeatureLevel.map("c4", 256, 16), FeatureLevel.map("c5", 512, 32));
    private static final FeatureSpec VECTOR = FeatureSpec.of(new FeatureLevel("pool", FeatureKind.VECTOR, 64, 1, null));
    private static final BuildContext CONTEXT = fake(BuildContext.class, "context");

    private final LinearHead head = new LinearHead();

    @Test
    void itsParametersHaveThePlainNamesOfAFullyConnectedLayer() {
        Network network = head.build(new LinearHead.Options(10), MAPS, CONTEXT);
        Map<String, Shape> shapes = new LinkedHashMap<>();
        network.parameters().forEach((name, parameter) -> shapes.put(name, parameter.shape()));
        assertThat(shapes).containsExactly(Map.entry("weight", new Shape(10, 512)), Map.entry("bias", new Shape(10)));
        // torchvision's fc of ResNet-50 on 2048 channels.
        FeatureSpec resnet50 = FeatureSpec.of(FeatureLevel.map("c5", 2048, 32));
        assertThat(head.build(head.defaults(), resnet50, CONTEXT).trainableSize())
                .isEqualTo(2_049_000);
    }

    @Test
    void aMapIsPooledAndAVectorTakenAsItIs() {
        assertThat(forward(MAPS)).containsExactly("globalAvgPool[c5]", "linear[pooled, (10, 512), (10)]");
        assertThat(forward(VECTOR)).containsExactly("linear[pool, (10, 64), (10)]");
    }

    /** The calls of the forward, on stand-ins that know their names only. */
    private List<String> forward(FeatureSpec in) {
        Network network = head.build(new LinearHead.Options(10), in, CONTEXT);
        List<String> calls = new ArrayList<>();
        Operators operators = (Operators) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Operators.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName() + Arrays.toString(arguments));
                    return fake(NDArray.class, method.getName().equals("linear") ? "logits" : "pooled");
                });
        Pass pass = (Pass) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Pass.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "ops" -> operators;
                    case "value" ->
                        fake(NDArray.class, ((Parameter) arguments[0]).shape().toString());
                    default -> throw new AssertionError(method);
                });
        Map<String, NDArray> inputs = new LinkedHashMap<>();
        in.levels().forEach(level -> inputs.put(level.name(), fake(NDArray.class, level.name())));
        NamedArrays outputs = network.forward(pass, new NamedArrays(inputs));
        assertThat(outputs.arrays().keySet()).containsExactly("output");
        assertThat(outputs.get("output")).hasToString("logits");
        return calls;
    }

    private static <T> T fake(Class<T> type, String name) {
        return type.cast(Proxy.newProxyInstance(
                LinearHeadTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("toString")) {
                        return name;
                    }
                    throw new AssertionError(method);
                }));
    }

    @Test
    void tokensAreAWiringErrorBeforeAnythingIsBuilt() {
        FeatureSpec tokens = FeatureSpec.of(new FeatureLevel("tokens", FeatureKind.TOKENS, 768, 1, null));
        assertThatThrownBy(() -> head.outputs(head.defaults(), tokens))
                .isInstanceOf(WiringException.class)
                .hasMessage("linear needs a map or a vector as the last level [R-201]\n"
                        + "    received: tokens as TOKENS\n"
                        + "    fix: a head for tokens, or a part before it that pools them");
        assertThat(head.outputs(head.defaults(), MAPS).outputs().get(0).name()).isEqualTo("output");
    }

    @Test
    void decodingIsASoftmaxOfEachImage() {
        float ln3 = (float) Math.log(3);
        List<Predictions> decoded = decode(2, 3, 0, ln3, 0, 1000, 999, -1000);
        List<Float> first = ((Predictions.Scores) decoded.get(0)).probabilities();
        assertThat(first.get(0)).isCloseTo(0.2f, within(1e-7f));
        assertThat(first.get(1)).isCloseTo(0.6f, within(1e-7f));
        assertThat(first.get(2)).isCloseTo(0.2f, within(1e-7f));
        // 1 / (1 + 1/e): logits whose exponential no double holds.
        List<Float> second = ((Predictions.Scores) decoded.get(1)).probabilities();
        assertThat(second.get(0)).isCloseTo(0.7310586f, within(1e-7f));
        assertThat(second.get(1)).isCloseTo(0.26894143f, within(1e-7f));
        assertThat(second.get(2)).isZero();
        assertThat(head.produces(head.defaults())).containsExactly(PredictionKind.CLASSES);
        assertThat(head.classes(new LinearHead.Options(3))).isEqualTo(3);
    }

    private List<Predictions> decode(long images, long classes, float... logits) {
        RawOutputs raw = new RawOutputs(
                Map.of("output", new RawOutputs.Value(List.of(images, classes), FloatBuffer.wrap(logits))));
        ImageSize size = ImageSize.square(224);
        return head.decode(
                new LinearHead.Options((int) classes),
                raw,
                new DecodeContext(size, List.of(size, size), new Labels(List.of())));
    }
}
