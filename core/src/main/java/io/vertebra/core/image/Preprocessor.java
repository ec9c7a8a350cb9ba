package io.vertebra.core.image;

import io.vertebra.api.error.InputException;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Preprocessing.Fit;
import java.nio.FloatBuffer;

/** Brings photos to the size, order and range that a network was trained with. Stateless, safe to share between threads. */
public final class Preprocessor {
    /**
     * Resizes, cuts or pads, and normalises to {@code (value / 255 - mean) / std}. Whether levels are rounded to 8 bits before the
     * normalisation is the kernel's: models learned what their library gave them.
     *
     * <p>The transform maps edges to edges: the photo's right edge is the right edge of its picture in the input. It leaves out
     * the shift of up to half an input pixel that {@code TENSORFLOW_ASYMMETRIC} and affine crops have against that, because the
     * reference implementations leave it out and their models learned it.
     *
     * @param photo of any size
     * @param preprocessing what the weights ask for; mean and std are given in the order of its channels
     */
    public Prepared prepare(Photo photo, Preprocessing preprocessing) {
        if (preprocessing.fit() == Fit.AFFINE_CROP) {
            ImageSize size = photo.size();
            return affine(photo, preprocessing, new Box(0, 0, size.width(), size.height()));
        }
        Placement place = Placement.of(photo.size(), preprocessing);
        Planes planes = new Planes(preprocessing, place.input(), place.x(), place.y());
        if (preprocessing.fit() != Fit.SHORTER_SIDE && !place.isFilled()) {
            planes.fill(preprocessing.details().fill());
        }
        Resize.run(photo, preprocessing.kernel(), place, planes);
        return new Prepared(FloatBuffer.wrap(planes.values()), place.transform());
    }

    /**
     * The same for a region of a photo: an affine crop goes around it, other fits take the part of the photo that it touches for a
     * photo of its own. The transform is that of the whole photo.
     *
     * @param region in pixels of the photo
     * @throws InputException when it shares no pixel with the photo
     */
    public Prepared prepare(Photo photo, Preprocessing preprocessing, Box region) {
        PhotoPart part = PhotoPart.of(photo, region);
        if (preprocessing.fit() == Fit.AFFINE_CROP) {
            return affine(photo, preprocessing, region);
        }
        Prepared prepared = prepare(part.photo(), preprocessing);
        return new Prepared(prepared.data(), part.fromWhole(prepared.transform()), prepared.valid());
    }

    /**
     * Cuts the region of a box out of a photo, for {@link Fit#AFFINE_CROP}; what lies outside the photo is black.
     *
     * @param box in pixels of the photo
     */
    static Prepared affine(Photo photo, Preprocessing preprocessing, Box box) {
        ImageSize input = preprocessing.size();
        AffineMap map = AffineMap.around(box, preprocessing.details().margin(), input);
        Planes planes = new Planes(preprocessing, input, 0, 0);
        planes.spread(map.cut(photo, input), input.width());
        return new Prepared(FloatBuffer.wrap(planes.values()), map.transform(photo.size(), input));
    }
}
