package io.vertebra.detection.fpn;

import io.vertebra.api.error.WiringException;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.model.Neck;
import io.vertebra.api.nn.Network;
import io.vertebra.api.plugin.BuildContext;
import java.util.ArrayList;
import java.util.List;

/** {@link Fpn} as a neck: c3 becomes p3, c4 becomes p4 and so on; coarser levels may follow. */
public final class FpnNeck implements Neck<FpnOptions> {
    private static final String ID = "fpn";
    private static final Card CARD = Card.of(ID, "Feature pyramid network")
            .paper(
                    "Tsung-Yi Lin, Piotr Dollar, Ross Girshick, Kaiming He, Bharath Hariharan, Serge Belongie",
                    "Feature Pyramid Networks for Object Detection, CVPR 2017, section 3 and figure 3",
                    2017)
            .reference("torchvision.ops.FeaturePyramidNetwork")
            .deviations(
                    "A coarser map is enlarged to the exact size of the finer one, not twofold, so that inputs of any size work:"
                            + " torchvision and mmdetection do so.",
                    "Extra convolutions as in Focal Loss for Dense Object Detection, ICCV 2017, section 4; that paper reads c5,"
                            + " and published models differ, so extra-from and relu-between say which form is built.");

    /** Stateless. */
    public FpnNeck() {}

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public FpnOptions defaults() {
        return FpnOptions.of(List.of("c2", "c3", "c4", "c5"), 256);
    }

    @Override
    public FpnOptions tiny() {
        return FpnOptions.of(List.of("c4", "c5"), 8);
    }

    @Override
    public FeatureSpec features(FpnOptions options, FeatureSpec in) {
        List<FeatureLevel> levels = new ArrayList<>();
        for (FeatureLevel level : taken(options, in)) {
            levels.add(FeatureLevel.map(FpnOptions.pyramid(level.name()), options.channels(), level.stride()));
        }
        int stride = levels.get(levels.size() - 1).stride();
        for (String name : options.extras()) {
            stride *= 2;
            levels.add(FeatureLevel.map(name, options.channels(), stride));
        }
        return new FeatureSpec(levels);
    }

    private static List<FeatureLevel> taken(FpnOptions options, FeatureSpec in) {
        return options.levels().stream()
                .map(name -> in.find(name)
                        .filter(level -> level.kind() == FeatureKind.MAP)
                        .orElseThrow(() -> missing(name, options, in)))
                .toList();
    }

    private static WiringException missing(String name, FpnOptions options, FeatureSpec in) {
        List<String> possible = in.levels().stream()
                .filter(level -> level.kind() == FeatureKind.MAP)
                .map(FeatureLevel::name)
                .filter(level -> level.matches("c[1-9]"))
                .toList();
        String fix = possible.size() < 2
                ? "a backbone that gives maps " + String.join(", ", options.levels())
                : "levels: " + possible + ", or a backbone that gives " + name;
        return new WiringException(ID + " needs level " + name + " as a map", "levels " + kinds(in), fix);
    }

    /** Maps by their names, others with their kinds. */
    private static String kinds(FeatureSpec in) {
        List<String> names = in.levels().stream()
                .map(level -> level.kind() == FeatureKind.MAP ? level.name() : level.name() + " as " + level.kind())
                .toList();
        return String.join(", ", names);
    }

    @Override
    public KeyMap keys(FpnOptions options, Dialect dialect) {
        int levels = options.levels().size();
        KeyMap.Builder keys = KeyMap.builder();
        if (dialect.equals(Dialect.MMDET)) {
            for (int i = 0; i < levels; i++) {
                keys.module("inner_blocks." + i + ".0", "lateral_convs." + i + ".conv");
                keys.module("layer_blocks." + i + ".0", "fpn_convs." + i + ".conv");
            }
            for (int i = 0; i < options.extras().size(); i++) {
                keys.module("extra_blocks." + options.extras().get(i), "fpn_convs." + (levels + i) + ".conv");
            }
        }
        if (dialect.equals(Dialect.TORCHVISION_0_12)) {
            for (int i = 0; i < levels; i++) {
                keys.module("inner_blocks." + i + ".0", "inner_blocks." + i);
                keys.module("layer_blocks." + i + ".0", "layer_blocks." + i);
            }
        }
        return keys.build();
    }

    @Override
    public Network build(FpnOptions options, FeatureSpec in, BuildContext context) {
        return new Fpn(
                options, taken(options, in).stream().map(FeatureLevel::channels).toList());
    }
}
