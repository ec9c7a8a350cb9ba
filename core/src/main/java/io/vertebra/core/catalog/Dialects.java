package io.vertebra.core.catalog;

import io.vertebra.api.model.Dialect;
import java.util.List;
import java.util.stream.Stream;

/** The dialects of checkpoint keys that are known. */
public final class Dialects {
    private Dialects() {}

    /** Our own, those of well-known projects, then those of installed weights. */
    public static List<Dialect> of(Registry<WeightsEntry> weights) {
        Stream<Dialect> own = Stream.of(
                Dialect.VERTEBRA,
                Dialect.TORCHVISION,
                Dialect.TORCHVISION_0_12,
                Dialect.TIMM,
                Dialect.MMDET,
                Dialect.PYTORCHCV,
                Dialect.EFFICIENTNET_PYTORCH,
                Dialect.FACE_API);
        Stream<Dialect> installed =
                weights.all().stream().map(entry -> entry.card().dialect());
        return Stream.concat(own, installed).distinct().toList();
    }
}
