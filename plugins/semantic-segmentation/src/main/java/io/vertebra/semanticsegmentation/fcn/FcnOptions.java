package io.vertebra.semanticsegmentation.fcn;

import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;

/**
 * What a fully convolutional head is built from.
 *
 * @param classes with the background, where the labels have one
 * @param aux whether the auxiliary classifier of training is built
 */
public record FcnOptions(
        @Doc("Number of classes, with the background where the labels have one") @Range(min = 1, max = 65536)
        int classes,

        @Doc("Whether the auxiliary classifier on c4, which only training uses, is built")
        boolean aux) {}
