package io.vertebra.face;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.Head;
import io.vertebra.api.model.Neck;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.plugin.RecipeResource;
import io.vertebra.api.plugin.VisionPlugin;
import io.vertebra.api.plugin.WeightsCard;
import io.vertebra.face.ssd.SsdExtraLevelsNeck;
import io.vertebra.face.ssd.SsdFaceHead;
import java.util.List;
import java.util.Map;

/** Face detection: the extra levels and the head of an SSD, and a trained detector made of them and a MobileNetV1. */
public final class FacePlugin implements VisionPlugin {
    private static final String FOLDER = "META-INF/vertebra/weights/face-api/";
    private static final String MANIFEST = FOLDER + "ssd_mobilenetv1_model-weights_manifest.json";
    private static final String SHARD = FOLDER + "ssd_mobilenetv1_model.bin";

    /** For the service loader. */
    public FacePlugin() {}

    @Override
    public List<Neck<?>> necks() {
        return List.of(new SsdExtraLevelsNeck());
    }

    @Override
    public List<Head<?>> heads() {
        return List.of(new SsdFaceHead());
    }

    @Override
    public List<RecipeResource> recipes() {
        return List.of(RecipeResource.named("face-detector"));
    }

    @Override
    public List<WeightsCard> weights() {
        return List.of(new WeightsCard(
                "face-api-ssd-mobilenetv1",
                MANIFEST,
                Map.of(
                        MANIFEST, "888f744dffbc84f5f060d1f8427d9742341943a2dfaaf9205d10029b7e7a2955",
                        SHARD, "2835640602d53718aa6ae9a42896327eaa21beefed056c218d32ca7d79e1e2f8"),
                "MIT",
                "npm @vladmandic/face-api 1.7.15, model ssd_mobilenetv1, uint8-quantised",
                Dialect.FACE_API,
                Map.of("backbone", "", "neck", "", "head", ""),
                preprocessing(),
                "",
                ""));
    }

    /** Pixels become {@code x / 127.5 - 1}. */
    private static Preprocessing preprocessing() {
        return new Preprocessing(
                ImageSize.square(512),
                Preprocessing.Fit.PAD_END,
                0,
                Preprocessing.Kernel.TENSORFLOW_ASYMMETRIC,
                Preprocessing.Channels.RGB,
                List.of(0.5f, 0.5f, 0.5f),
                List.of(0.5f, 0.5f, 0.5f));
    }
}
