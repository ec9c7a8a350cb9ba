package io.vertebra.core.image;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The reasons for which an image is not read. */
final class Refusal {
    private static final String GET_AGAIN =
            "copy or download it again, or open it in an image program and save it anew";

    private Refusal() {}

    static InputException missing(String name) {
        return of(
                name, ErrorCode.IMAGE_UNREADABLE, "the image file must exist", "no such file", "check the path", null);
    }

    static InputException folder(String name) {
        return of(
                name,
                ErrorCode.IMAGE_UNREADABLE,
                "an image is a file, not a folder",
                "a folder",
                "name one of the files in it",
                null);
    }

    static InputException unreadable(String name, Throwable cause) {
        return of(
                name,
                ErrorCode.IMAGE_UNREADABLE,
                "the image must be readable",
                cause.getClass().getSimpleName(),
                "check the permissions of the file and of its folders, and the disk or connection that it comes from",
                cause);
    }

    static InputException empty(String name) {
        return of(
                name,
                ErrorCode.IMAGE_EMPTY,
                "the image must not be empty",
                "0 bytes",
                "copy or download it again",
                null);
    }

    static InputException format(String name, String received) {
        return of(
                name,
                ErrorCode.IMAGE_FORMAT,
                "an image must be JPEG, PNG, GIF, BMP, WebP or TIFF by its content, whatever its name",
                received,
                "convert it to JPEG or PNG",
                null);
    }

    static InputException variant(String name, String received) {
        return of(
                name,
                ErrorCode.IMAGE_FORMAT,
                "a JPEG must be baseline or progressive with 8 bits and 1, 3 or 4 components",
                received,
                "save it as an ordinary JPEG, or as PNG",
                null);
    }

    static InputException bmpVariant(String name, String received) {
        return of(
                name,
                ErrorCode.IMAGE_FORMAT,
                "a BMP must have 1, 4, 8, 16, 24 or 32 bits a pixel and no compression but run lengths",
                received,
                "save it as PNG",
                null);
    }

    static InputException tiffVariant(String name, String received) {
        return of(
                name,
                ErrorCode.IMAGE_FORMAT,
                "a TIFF must be grey, RGB, YCbCr, CMYK or with a palette, of whole numbers with up to 16 bits, and plain or"
                        + " compressed by CCITT, LZW, deflate, PackBits or JPEG",
                received,
                "save it as PNG",
                null);
    }

    static InputException corrupt(String name, String received, @Nullable Throwable cause) {
        return of(name, ErrorCode.IMAGE_CORRUPT, "the image must be whole", received, GET_AGAIN, cause);
    }

    static InputException tooManyPixels(String name, long width, long height, long limit) {
        return of(
                name,
                ErrorCode.IMAGE_TOO_LARGE,
                "an image must have at most " + millions(limit) + " megapixels",
                width + "x" + height + ", " + millions(width * height) + " megapixels",
                "make it smaller; a Java program may give PhotoReader a higher limit",
                null);
    }

    static InputException tooManyBytes(String name, long limit) {
        return of(
                name,
                ErrorCode.IMAGE_TOO_LARGE,
                "an image file must have at most " + (limit >> 20) + " MiB",
                "more",
                "save it with compression, or make it smaller",
                null);
    }

    static InputException tooDense(String name, Throwable cause) {
        return of(
                name,
                ErrorCode.IMAGE_TOO_LARGE,
                "a TIFF or WebP must not unpack to hundreds of times its size",
                "one that does, as pictures of a single colour do",
                "save it as PNG",
                cause);
    }

    static InputException memory(String name, Throwable cause) {
        return of(
                name,
                ErrorCode.IMAGE_TOO_LARGE,
                "an image must fit into the memory of the Java VM, decoded",
                "one that needs more than is left of " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB",
                "make it smaller, or give Java more memory: -Xmx4g, for the command line VERTEBRA_OPTS=-Xmx4g",
                cause);
    }

    private static String millions(long pixels) {
        return pixels % 1_000_000 == 0
                ? Long.toString(pixels / 1_000_000)
                : String.format(Locale.ROOT, "%.6f", pixels / 1e6).replaceAll("0+$", "");
    }

    private static InputException of(
            String name, ErrorCode code, String rule, String received, String fix, @Nullable Throwable cause) {
        Problem problem =
                Problem.of(code, rule).at(Location.of(name)).received(received).fix(fix);
        return new InputException(List.of(problem), cause);
    }
}
