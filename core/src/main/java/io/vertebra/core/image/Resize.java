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
            case TORCHVISION_BILINEAR -> exact(Filter.TRIANGLE, across, down).run(photo, planes);
            case TORCHVISION_BICUBIC -> exact(Filter.CUBIC, across, down).run(photo, planes);
            case TORCHVISION_BILINEAR_NO_ANTIALIAS ->
                new FloatResize(Axis.of(Taps.linear(across)), Axis.of(Taps.linear(down)), false).run(photo, planes);
            case TORCHVISION_BICUBIC_NO_ANTIALIAS ->
                new FloatResize(Axis.of(Taps.cubic(across)), Axis.of(Taps.cubic(down)), false).run(photo, planes);
            case OPENCV_CUBIC ->
                new FloatResize(Axis.of(Taps.cubic(across)), Axis.of(Taps.cubic(down)), true).run(photo, planes);
            case TENSORFLOW_ASYMMETRIC ->
                new FloatResize(Axis.asymmetric(across), Axis.asymmetric(down), false).run(photo, planes);
            default -> planes.spread(levels(photo, kernel, place), across.length());
        }
    }

    private static FloatResize exact(Filter filter, Span across, Span down) {
        return new FloatResize(
                Axis.of(Taps.antialiased(filter, across)), Axis.of(Taps.antialiased(filter, down)), false);
    }

    /** The shown part by a kernel that gives bytes. */
    private static byte[] levels(Photo photo, Kernel kernel, Placement place) {
        Span across = place.across();
        Span down = place.down();
        return switch (kernel) {
            case PIL_BOX -> EightBitResize.pillow(Filter.BOX, across, down).run(photo);
            case PIL_BILINEAR ->
                EightBitResize.pillow(Filter.TRIANGLE, across, down).run(photo);
            case PIL_HAMMING ->
                EightBitResize.pillow(Filter.HAMMING, across, down).run(photo);
            case PIL_BICUBIC ->
                EightBitResize.pillow(Filter.CUBIC, across, down).run(photo);
            case PIL_LANCZOS ->
                EightBitResize.pillow(Filter.LANCZOS, across, down).run(photo);
            case TORCHVISION_UINT8_BILINEAR ->
                EightBitResize.torch(Filter.TRIANGLE, across, down).run(photo);
            case TORCHVISION_UINT8_BICUBIC ->
                EightBitResize.torch(Filter.CUBIC, across, down).run(photo);
            case PIL_NEAREST -> Nearest.pillow(across, down).run(place.padded(photo));
            case OPENCV_NEAREST -> Nearest.openCv(across, down).run(place.padded(photo));
            case OPENCV_LINEAR -> linear(place.padded(photo), across, down);
            case OPENCV_AREA -> area(place.padded(photo), across, down);
            default -> throw new IllegalArgumentException(kernel + " gives no bytes");
        };
    }

    private static byte[] linear(Photo photo, Span across, Span down) {
        boolean half = across.in() == 2 * across.out() && down.in() == 2 * down.out();
        return half
                ? new OpenCvArea(across, down).run(photo)
                : OpenCvLinear.of(across, down).run(photo);
    }

    private static byte[] area(Photo photo, Span across, Span down) {
        boolean shrinks = across.in() >= across.out() && down.in() >= down.out();
        return shrinks
                ? new OpenCvArea(across, down).run(photo)
                : OpenCvLinear.area(across, down).run(photo);
    }
}
