package io.vertebra.core;

import io.vertebra.api.geometry.Box;
import io.vertebra.core.image.PhotoReader;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one prediction is asked: an image, and by when. An image that is still to be read is read when it is the prediction's
 * turn, so that no more are decoded at once than predictions run. Array and image must not change until then. Immutable.
 */
public final class Request {
    private final Function<PhotoReader, Sample> image;
    private final @Nullable Duration deadline;

    private Request(Function<PhotoReader, Sample> image, @Nullable Duration deadline) {
        this.image = image;
        this.deadline = deadline;
    }

    /** For an image file. */
    public static Request of(Path file) {
        return new Request(reader -> Sample.of(reader.read(file)), null);
    }

    /** For the content of an image file. */
    public static Request of(byte[] content) {
        return of(content, "the bytes");
    }

    static Request of(byte[] content, String name) {
        return new Request(reader -> Sample.of(reader.read(content, name)), null);
    }

    /** For an image in memory. */
    public static Request of(BufferedImage image) {
        return new Request(reader -> Sample.of(reader.read(image, "the image")), null);
    }

    /** For named images that are decoded already. */
    public static Request of(Sample sample) {
        return new Request(reader -> sample, null);
    }

    /**
     * The same with a deadline in place of the predictor's.
     *
     * @param limit from the call to the result
     * @throws io.vertebra.api.error.UsageException when it is not positive
     */
    public Request within(Duration limit) {
        PredictorOptions.requireDeadline(limit);
        return new Request(image, limit);
    }

    /**
     * The same for a region of the image.
     *
     * @param region in pixels of the image; what lies outside of it is left out
     */
    public Request within(Box region) {
        return new Request(reader -> image.apply(reader).within(region), deadline);
    }

    @Nullable
    Duration deadline() {
        return deadline;
    }

    Sample read(PhotoReader reader) {
        return image.apply(reader);
    }
}
