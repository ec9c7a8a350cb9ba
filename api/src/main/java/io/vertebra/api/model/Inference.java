package io.vertebra.api.model;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;

/** The refusal of heads without losses. */
final class Inference {
    private Inference() {}

    static UsageException only(String head) {
        return new UsageException(Problem.of(ErrorCode.INFERENCE_ONLY, "head " + head + " is for inference only")
                .received("a call of encode or losses")
                .fix("a head whose trains() is true"));
    }
}
