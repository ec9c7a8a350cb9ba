package io.vertebra.classic.efficientnet;

import io.vertebra.api.nn.NormSpec;
import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;

/**
 * What the classifier is built from. A recipe that states no head type gets the values that belong to its backbone.
 *
 * @param classes K
 * @param channels between the 1x1 convolution and the linear layer
 * @param activation behind the norm
 * @param normEpsilon added to the variances
 */
public record EfficientNetHeadOptions(
        @Doc("Number of classes") @Range(min = 1, max = 1_000_000)
        int classes,

        @Doc("Channels between the convolution and the linear layer") @Range(min = 1, max = 65_536)
        int channels,

        @Doc("The non-linearity behind the norm") Rectifier activation,

        @Doc("Number added to the variances of the norm") @Range(min = 1e-8, max = 1)
        float normEpsilon) {

    NormSpec norm() {
        return new NormSpec(normEpsilon, NormSpec.DEFAULT.momentum());
    }
}
