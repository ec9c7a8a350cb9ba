package io.vertebra.cli;

import io.vertebra.api.result.Result;
import io.vertebra.core.image.Photo;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one image.
 *
 * @param file as the user named it
 * @param photo its content
 * @param task of the model
 * @param result in pixels of the photo
 * @param mask the file that takes the class of each pixel, null when none is written
 */
record Finding(
        Path file,
        Photo photo,
        String task,
        Result result,
        @Nullable Path mask) {
    /** Without a mask. */
    Finding(Path file, Photo photo, String task, Result result) {
        this(file, photo, task, result, null);
    }
}
