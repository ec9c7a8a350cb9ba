package io.vertebra.core.image;

import io.vertebra.api.model.Preprocessing.Kernel;

/** The kernels: which arithmetic belongs to which name. */
final class Resize {
    private Resize() {}

    /** Resizes a photo and writes the shown part of it. */
    static void run(Photo photo, Kernel kernel, Placement place, Planes planes) {
        Span across = place.across();
        Span down = place.down();
        switch (kernel) {
            case TORCHVISION_BILINEAR ->
                new FloatResize(
                                Axis.of(Taps.antialiased(Filter.TRIANGLE, across)),
                                Axis.of(Taps.antialiased(Filter.TRIANGLE, down)),
                                false)
                        .run(photo, planes);
            case TORCHVISION_BILINEAR_NO_ANTIALIAS ->
                new FloatResize(Axis.of(Taps.linear(across)), Axis.of(Taps.linear(down)), false).run(photo, planes);
            case TENSORFLOW_ASYMMETRIC ->
                new FloatResize(Axis.asymmetric(across), Axis.asymmetric(down), false).run(photo, planes);
            case PIL_BILINEAR ->
                planes.spread(EightBitResize.of(Filter.TRIANGLE, across, down).run(photo), across.length());
            case PIL_BICUBIC ->
                planes.spread(EightBitResize.of(Filter.CUBIC, across, down).run(photo), across.length());
            case OPENCV_LINEAR ->
                planes.spread(OpenCvLinear.of(across, down).run(place.padded(photo)), across.length());
        }
    }
}
