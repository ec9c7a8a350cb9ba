package io.vertebra.face;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.Head;
import io.vertebra.api.model.Neck;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.plugin.RecipeResource;
import io.vertebra.api.plugin.VisionPlugin;
import io.vertebra.api.plugin.WeightsCard;
import io.vertebra.face.ssd.SsdExtraLevelsNeck;
import io.vertebra.face.ssd.SsdFaceHead;
import io.vertebra.face.yolo.TinyYoloSeparableBackbone;
import io.vertebra.face.yolo.YoloFaceHead;
import java.util.List;
import java.util.Map;

/** Face detection: the parts of an SSD and of a tiny YOLOv2, and trained detectors made of them. */
public final class FacePlugin implements VisionPlugin {
    private static final String FOLDER = "META-INF/vertebra/weights/face-api/";
    private static final String ORIGIN = "npm @vladmandic/face-api 1.7.15, ";

    /** For the service loader. */
    public FacePlugin() {}

    @Override
    public List<Backbone<?>> backbones() {
        return List.of(new TinyYoloSeparableBackbone());
    }

    @Override
    public List<Neck<?>> necks() {
        return List.of(new SsdExtraLevelsNeck());
    }

    @Override
    public List<Head<?>> heads() {
        return List.of(new SsdFaceHead(), new YoloFaceHead());
    }

    @Override
    public List<RecipeResource> recipes() {
        return List.of(RecipeResource.named("face-detector"), RecipeResource.named("face-detector-tiny"));
    }

    @Override
    public List<WeightsCard> weights() {
        return List.of(ssd(), tiny());
    }

    private static WeightsCard ssd() {
        String manifest = FOLDER + "ssd_mobilenetv1_model-weights_manifest.json";
        return new WeightsCard(
                "face-api-ssd-mobilenetv1",
                manifest,
                Map.of(
                        manifest,
                        "888f744dffbc84f5f060d1f8427d9742341943a2dfaaf9205d10029b7e7a2955",
                        FOLDER + "ssd_mobilenetv1_model.bin",
                        "2835640602d53718aa6ae9a42896327eaa21beefed056c218d32ca7d79e1e2f8"),
                "MIT",
                ORIGIN + "model ssd_mobilenetv1, uint8-quantised",
                Dialect.FACE_API,
                Map.of("backbone", "", "neck", "", "head", ""),
                // pixels become x / 127.5 - 1
                preprocessing(512, List.of(0.5f, 0.5f, 0.5f), 0.5f),
                "",
                "");
    }

    private static WeightsCard tiny() {
        String manifest = FOLDER + "tiny_face_detector_model-weights_manifest.json";
        return new WeightsCard(
                "face-api-tiny",
                manifest,
                Map.of(
                        manifest,
                        "5d1af4849ac48d5b985f4a9b16010c512353ddd6fcc63d50fd0bc9e9e64296e5",
                        FOLDER + "tiny_face_detector_model.bin",
                        "b7503ce7df31039b1c43316a9b865cab6a70dd748cc602d3fa28b551503c3871"),
                "MIT",
                ORIGIN + "model tiny_face_detector, uint8-quantised",
                Dialect.FACE_API,
                Map.of("backbone", "", "head", ""),
                preprocessing(416, List.of(117.001f / 255, 114.697f / 255, 97.404f / 255), 1),
                "",
                "");
    }

    private static Preprocessing preprocessing(int side, List<Float> mean, float deviation) {
        return new Preprocessing(
                ImageSize.square(side),
                Preprocessing.Fit.PAD_END,
                0,
                Preprocessing.Kernel.TENSORFLOW_ASYMMETRIC,
                Preprocessing.Channels.RGB,
                mean,
                List.of(deviation, deviation, deviation));
    }
}
