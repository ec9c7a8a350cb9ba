package io.vertebra.detection.retinanet;

import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;
import java.util.Map;

/** Where checkpoints keep the head, and the parts around it. */
final class RetinaNetKeys {
    private static final int CONVOLUTIONS = 4;
    private static final String CLASSES = "classification_head";
    private static final String BOXES = "regression_head";

    private RetinaNetKeys() {}

    static Map<String, String> roots(Dialect dialect) {
        if (dialect.equals(Dialect.TORCHVISION) || dialect.equals(Dialect.TORCHVISION_0_12)) {
            return Map.of("backbone", "backbone.body", "neck", "backbone.fpn", "head", "head");
        }
        return dialect.equals(Dialect.MMDET)
                ? Map.of("backbone", "backbone", "neck", "neck", "head", "bbox_head")
                : Map.of();
    }

    static KeyMap of(RetinaNetOptions options, Dialect dialect) {
        KeyMap.Builder keys = KeyMap.builder();
        if (dialect.equals(Dialect.MMDET)) {
            mmdet(keys, CLASSES, "cls_convs", options);
            mmdet(keys, BOXES, "reg_convs", options);
            keys.module(CLASSES + ".cls_logits", "retina_cls").module(BOXES + ".bbox_reg", "retina_reg");
        } else if (dialect.equals(Dialect.TORCHVISION_0_12)) {
            early(keys, CLASSES);
            early(keys, BOXES);
        }
        return keys.build();
    }

    private static void mmdet(KeyMap.Builder keys, String ours, String theirs, RetinaNetOptions options) {
        for (int i = 0; i < CONVOLUTIONS; i++) {
            keys.module(ours + ".conv." + i + ".0", theirs + "." + i + ".conv");
            if (options.norm() == RetinaNetOptions.Norm.GROUP) {
                keys.module(ours + ".conv." + i + ".1", theirs + "." + i + ".gn");
            }
        }
    }

    /** Convolutions and ReLUs were numbered together, and there was no norm. */
    private static void early(KeyMap.Builder keys, String tower) {
        for (int i = 0; i < CONVOLUTIONS; i++) {
            keys.module(tower + ".conv." + i + ".0", tower + ".conv." + 2 * i);
        }
    }
}
