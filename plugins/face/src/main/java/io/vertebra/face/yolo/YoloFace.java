package io.vertebra.face.yolo;

import io.vertebra.api.nn.Conv;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
import java.util.Map;

/**
 * Redmon, Farhadi: YOLO9000, CVPR 2017, section 2, with one class: {@code output} (N, 5 A, H, W), for each anchor of a cell the
 * centre (x, y), the size (width, height) and the score.
 */
final class YoloFace extends Network {
    /** Values of one anchor. */
    static final int CODES = 5;

    private final String level;
    private final Conv predict;

    YoloFace(String level, int in) {
        this.level = level;
        predict = conv("predict", conv(in, CODES * YoloFaceDecoder.ANCHORS.size()));
    }

    @Override
    public NamedArrays forward(Pass pass, NamedArrays inputs) {
        return new NamedArrays(Map.of("output", predict.run(pass, inputs.get(level)))); // (N, 5 A, H, W)
    }
}
