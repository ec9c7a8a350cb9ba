package io.vertebra.classic.efficientnet;

import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;

/** Where checkpoints keep the parameters of {@link EfficientNet} and {@link EfficientNetTop}. timm's names are ours. */
final class EfficientNetKeys {
    private final EfficientNetOptions options;
    private final KeyMap.Builder keys = KeyMap.builder();

    private EfficientNetKeys(EfficientNetOptions options) {
        this.options = options;
    }

    static KeyMap backbone(EfficientNetOptions options, Dialect dialect) {
        if (dialect.equals(Dialect.TORCHVISION)) {
            return new EfficientNetKeys(options).torchvision();
        }
        return dialect.equals(Dialect.EFFICIENTNET_PYTORCH)
                ? new EfficientNetKeys(options).efficientNetPytorch()
                : KeyMap.same();
    }

    static KeyMap head(Dialect dialect) {
        if (dialect.equals(Dialect.TORCHVISION)) {
            return head("features.8.0", "features.8.1", "classifier.1");
        }
        return dialect.equals(Dialect.EFFICIENTNET_PYTORCH) ? head("_conv_head", "_bn1", "_fc") : KeyMap.same();
    }

    private static KeyMap head(String conv, String norm, String classifier) {
        return KeyMap.builder()
                .module("conv_head", conv)
                .module("bn2", norm)
                .module("classifier", classifier)
                .build();
    }

    /** A block is a list whose length depends on what the block has. */
    private KeyMap torchvision() {
        keys.module("conv_stem", "features.0.0").module("bn1", "features.0.1");
        for (int s = 0; s < Stage.TABLE.size(); s++) {
            for (int b = 0; b < options.blocks(s); b++) {
                String ours = "blocks." + s + "." + b + ".";
                String theirs = "features." + (s + 1) + "." + b + ".block.";
                int at = 0;
                if (expanded(s)) {
                    pair(ours, "conv_pw", "bn1", theirs + at + ".0", theirs + at++ + ".1");
                }
                pair(ours, "conv_dw", depthwiseNorm(s), theirs + at + ".0", theirs + at++ + ".1");
                if (options.squeeze()) {
                    pair(ours, "se.conv_reduce", "se.conv_expand", theirs + at + ".fc1", theirs + at++ + ".fc2");
                }
                pair(ours, project(s), projectNorm(s), theirs + at + ".0", theirs + at + ".1");
            }
        }
        return keys.build();
    }

    /** Blocks are counted over all stages, and norms keep their number where there is no expansion. */
    private KeyMap efficientNetPytorch() {
        keys.module("conv_stem", "_conv_stem").module("bn1", "_bn0");
        int block = 0;
        for (int s = 0; s < Stage.TABLE.size(); s++) {
            for (int b = 0; b < options.blocks(s); b++) {
                String ours = "blocks." + s + "." + b + ".";
                String theirs = "_blocks." + block++ + ".";
                if (expanded(s)) {
                    pair(ours, "conv_pw", "bn1", theirs + "_expand_conv", theirs + "_bn0");
                }
                pair(ours, "conv_dw", depthwiseNorm(s), theirs + "_depthwise_conv", theirs + "_bn1");
                pair(ours, "se.conv_reduce", "se.conv_expand", theirs + "_se_reduce", theirs + "_se_expand");
                pair(ours, project(s), projectNorm(s), theirs + "_project_conv", theirs + "_bn2");
            }
        }
        return keys.build();
    }

    private void pair(String ours, String first, String second, String theirFirst, String theirSecond) {
        keys.module(ours + first, theirFirst).module(ours + second, theirSecond);
    }

    private static boolean expanded(int stage) {
        return Stage.TABLE.get(stage).expansion() > 1;
    }

    private static String depthwiseNorm(int stage) {
        return expanded(stage) ? "bn2" : "bn1";
    }

    private static String project(int stage) {
        return expanded(stage) ? "conv_pwl" : "conv_pw";
    }

    private static String projectNorm(int stage) {
        return expanded(stage) ? "bn3" : "bn2";
    }
}
