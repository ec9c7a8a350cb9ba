package io.vertebra.api.model;

/** Where attention stands in a residual block. */
public enum Position {
    /** At the end of the branch, before the addition (SE, CBAM). */
    IN_BRANCH,
    /** In place of the spatial convolution (SK). */
    REPLACE_CONV,
    /** After the block. */
    AFTER_BLOCK,
    /** After the stage's last block. */
    AFTER_STAGE
}
