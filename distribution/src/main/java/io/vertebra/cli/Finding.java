package io.vertebra.cli;

import io.vertebra.api.result.Result;
import io.vertebra.core.image.Photo;
import java.nio.file.Path;

/**
 * What was found in one image.
 *
 * @param file as the user named it
 * @param photo its content
 * @param task of the model
 * @param result in pixels of the photo
 */
record Finding(Path file, Photo photo, String task, Result result) {}
