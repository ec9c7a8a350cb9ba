package io.vertebra.cli;

import io.vertebra.api.error.Problem;

/** Takes what a run finds, image by image. */
interface ResultSink {
    void accept(Finding finding);

    /** An image, folder or pattern that gave no result. */
    void reject(String file, Problem problem);

    /** Nothing comes any more. */
    void finish();
}
