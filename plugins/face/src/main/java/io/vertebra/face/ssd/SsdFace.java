package io.vertebra.face.ssd;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Liu et al.: SSD, ECCV 2016, section 2.1, with 1x1 predictors: for each level i class scores {@code cls.i} (N, A K, H, W) and
 * box codes {@code reg.i} (N, 4 A, H, W), A default boxes a cell, K = {@value #CLASSES}.
 */
final class SsdFace extends Network {
    /** Background, face, and a third that the published weights carry and nobody reads. */
    static final int CLASSES = 3;

    private final List<String> levels;
    private final List<Conv> scores = new ArrayList<>();
    private final List<Conv> boxes = new ArrayList<>();

    SsdFace(List<FeatureLevel> in) {
        levels = in.stream().map(FeatureLevel::name).toList();
        for (int i = 0; i < in.size(); i++) {
            int channels = in.get(i).channels();
            scores.add(conv("cls." + i, conv(channels, Anchors.perCell(i) * CLASSES)));
            boxes.add(conv("reg." + i, conv(channels, Anchors.perCell(i) * 4)));
        }
    }

    @Override
    public NamedArrays forward(Pass pass, NamedArrays inputs) {
        Map<String, NDArray> outputs = new LinkedHashMap<>();
        for (int i = 0; i < levels.size(); i++) {
            NDArray x = inputs.get(levels.get(i));
            outputs.put("cls." + i, scores.get(i).run(pass, x)); // (N, A K, H, W)
            outputs.put("reg." + i, boxes.get(i).run(pass, x)); // (N, 4 A, H, W)
        }
        return new NamedArrays(outputs);
    }
}
