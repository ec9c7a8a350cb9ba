package io.vertebra.classic.efficientnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.WiringException;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.ClassifierChoice;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.Network;
import io.vertebra.api.options.OptionsSchema;
import io.vertebra.core.graph.ShapeForward;
import io.vertebra.tck.DeclaredLevels;
import io.vertebra.tck.PlainBuildContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EfficientNetTest {
    private static final PlainBuildContext CONTEXT = new PlainBuildContext(ImageSize.square(224));

    private final EfficientNetBackbone backbone = new EfficientNetBackbone();
    private final EfficientNetHead head = new EfficientNetHead();

    private Network network(EfficientNetOptions options) {
        return backbone.build(options, CONTEXT);
    }

    /** The head as a recipe gets it that states no type. */
    private Network classifier(EfficientNetOptions options) {
        ClassifierChoice choice = backbone.classifier(options);
        assertThat(choice.head()).isEqualTo(head.card().id());
        EfficientNetHeadOptions chosen = OptionsSchema.of(head.defaults()).with(head.defaults(), choice.options());
        return head.build(chosen, backbone.features(options), CONTEXT);
    }

    private EfficientNetOptions variant(String name) {
        return backbone.variants().get(name);
    }

    private ShapeForward.Outcome run(EfficientNetOptions options, int height, int width) {
        return ShapeForward.run(network(options), Map.of("image", new Shape(1, 3, height, width)));
    }

    /** torchvision's counts; the factors are those of the paper. */
    @ParameterizedTest
    @CsvSource({"1.0, 1.0, 5288548", "1.2, 1.4, 12233232", "2.0, 3.1, 66347960"})
    void hasThePublishedNumberOfParameters(double width, double depth, long published) {
        EfficientNetOptions options = EfficientNetOptions.paper(width, depth);
        assertThat(network(options).trainableSize() + classifier(options).trainableSize())
                .isEqualTo(published);
    }

    @Test
    void liteHasThePublishedNumberOfParameters() {
        EfficientNetOptions options = variant("efficientnet-lite0");
        assertThat(network(options).trainableSize() + classifier(options).trainableSize())
                .isEqualTo(4652008);
    }

    /** In lite the ends keep their size: 32 and 1280 channels, one block in the first and the last stage. */
    @Test
    void liteScalesTheMiddleOnly() {
        EfficientNetOptions wide = EfficientNetOptions.lite(1.4, 1.8);
        Map<String, ?> parameters = network(wide).parameters();
        assertThat(network(wide).parameters().get("conv_stem.weight").shape()).isEqualTo(new Shape(32, 3, 3, 3));
        assertThat(parameters)
                .containsKeys("blocks.0.0.conv_dw.weight", "blocks.1.3.conv_dw.weight", "blocks.5.7.conv_dw.weight")
                .doesNotContainKeys("blocks.0.1.conv_dw.weight", "blocks.6.1.conv_dw.weight", "blocks.1.4.bn1.weight");
        assertThat(classifier(wide).parameters().get("conv_head.weight").shape())
                .isEqualTo(new Shape(1280, 448, 1, 1));
        EfficientNetOptions paper = EfficientNetOptions.paper(1.4, 1.8);
        assertThat(network(paper).parameters()).containsKeys("blocks.0.1.conv_dw.weight", "blocks.6.1.conv_dw.weight");
        assertThat(network(paper).parameters().get("conv_stem.weight").shape()).isEqualTo(new Shape(48, 3, 3, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "efficientnet-b0, 224, 224",
        "efficientnet-b0, 201, 97",
        "efficientnet-b0, 1, 1",
        "efficientnet-lite0, 224, 224",
        "efficientnet-lite0, 201, 97",
        "efficientnet-lite0, 1, 1"
    })
    void givesTheLevelsThatItDeclares(String name, int height, int width) {
        List<FeatureLevel> levels = backbone.features(variant(name)).levels();
        assertThat(levels).extracting(FeatureLevel::name).containsExactly("c1", "c2", "c3", "c4", "c5");
        assertThat(levels).extracting(FeatureLevel::channels).containsExactly(16, 24, 40, 112, 320);
        assertThat(levels).extracting(FeatureLevel::stride).containsExactly(2, 4, 8, 16, 32);
        DeclaredLevels.check(backbone, variant(name), new ImageSize(width, height));
    }

    /** Table 2 of the paper: 0.39 billion for b0. */
    @Test
    void multipliesAsOftenAsThePaperSays() {
        EfficientNetOptions b0 = variant("efficientnet-b0");
        long top = ShapeForward.run(classifier(b0), Map.of("c5", new Shape(1, 320, 7, 7)))
                .multiplyAdds();
        assertThat(Math.round((run(b0, 224, 224).multiplyAdds() + top) / 1e7)).isEqualTo(39);
    }

    @Test
    void findsItsParametersInCheckpointsOfEfficientNetPytorch() {
        KeyMap keys = backbone.keys(variant("efficientnet-b0"), Dialect.EFFICIENTNET_PYTORCH);
        assertThat(theirs(keys, "conv_stem.weight")).isEqualTo("_conv_stem.weight");
        assertThat(theirs(keys, "bn1.running_var")).isEqualTo("_bn0.running_var");
        assertThat(theirs(keys, "blocks.0.0.bn1.bias")).isEqualTo("_blocks.0._bn1.bias");
        assertThat(theirs(keys, "blocks.0.0.conv_pw.weight")).isEqualTo("_blocks.0._project_conv.weight");
        assertThat(theirs(keys, "blocks.2.1.conv_pw.weight")).isEqualTo("_blocks.4._expand_conv.weight");
        assertThat(theirs(keys, "blocks.2.1.se.conv_expand.bias")).isEqualTo("_blocks.4._se_expand.bias");
        assertThat(theirs(keys, "blocks.6.0.bn3.weight")).isEqualTo("_blocks.15._bn2.weight");
    }

    /** Each parameter has a place of its own. */
    @ParameterizedTest
    @CsvSource({
        "efficientnet-b0, torchvision",
        "efficientnet-b0, efficientnet-pytorch",
        "efficientnet-b0, timm",
        "efficientnet-lite0, efficientnet-pytorch"
    })
    void twoParametersNeverShareAKey(String name, String dialect) {
        EfficientNetOptions options = variant(name);
        Set<String> names = network(options).parameters().keySet();
        Set<String> top = classifier(options).parameters().keySet();
        Set<String> keys = new LinkedHashSet<>();
        names.forEach(ours -> keys.add(theirs(backbone.keys(options, new Dialect(dialect)), ours)));
        top.forEach(ours -> keys.add(theirs(head.keys(head.defaults(), new Dialect(dialect)), ours)));
        // timm's bn2 of the head is no bn2 of the stem
        assertThat(keys).hasSize(names.size() + top.size());
        assertThat(backbone.classifier(options).root(new Dialect(dialect))).isEmpty();
    }

    private static String theirs(KeyMap keys, String ours) {
        return ((KeyMap.Tensor) keys.source(ours)).theirs();
    }

    @Test
    void theHeadNeedsAMap() {
        FeatureSpec tokens = FeatureSpec.of(new FeatureLevel("tokens", FeatureKind.TOKENS, 768, 1, null));
        assertThatThrownBy(() -> head.outputs(head.defaults(), tokens))
                .isInstanceOf(WiringException.class)
                .hasMessage("efficientnet needs level tokens as MAP [R-201]\n"
                        + "    received: tokens as TOKENS\n"
                        + "    fix: another part before it");
    }
}
